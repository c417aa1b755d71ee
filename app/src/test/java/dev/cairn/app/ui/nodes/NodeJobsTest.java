package dev.cairn.app.ui.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.Identifiers;
import dev.cairn.app.ui.control.ProgressWords;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.job.Job;
import dev.cairn.app.usecase.job.JobPart;
import dev.cairn.app.usecase.job.JobUnit;
import dev.cairn.app.usecase.job.Jobs;
import dev.cairn.app.usecase.job.PartControl;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class NodeJobsTest {
    private final InstantSource clock = InstantSource.system();

    @Test
    void showsTheRunningTransferOfEachNodeAndNothingOnceItIsOver() throws InterruptedException {
        CountDownLatch followed = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        List<String> changed = new CopyOnWriteArrayList<>();
        try (Jobs jobs = new Jobs(new Identifiers(clock), clock)) {
            NodeJobs model = new NodeJobs(jobs, UiWork.inline());
            model.onChange(changed::add);
            Job<Boolean> job = jobs.start("Sync Harbour", control -> {
                followed.await();
                try (PartControl one = control.about("n1");
                        PartControl two = control.about("n2")) {
                    one.begin("harbour-1: sends 5 chunks", 500, JobUnit.BYTES);
                    one.advance(200);
                    two.doing("harbour-2: follows the update");
                    told.countDown();
                    looked.await();
                }
                over.countDown();
                end.await();
                return true;
            });
            followed.countDown();
            told.await();
            JobPart first = Objects.requireNonNull(job.snapshot().parts().get("n1"));
            assertThat(first.done()).isEqualTo(200);
            assertThat(first.fraction()).isEqualTo(0.4);
            NodeJobs.Running running = Objects.requireNonNull(model.of("n1"));
            assertThat(running.title()).isEqualTo("Sync Harbour");
            assertThat(running.part().total()).isEqualTo(500);
            assertThat(Objects.requireNonNull(model.of("n2")).part().fraction()).isNegative();
            assertThat(model.of("n3")).isNull();
            assertThat(changed).contains("n1", "n2");
            looked.countDown();
            over.await();
            assertThat(job.snapshot().parts()).isEmpty();
            assertThat(model.of("n1")).isNull();
            end.countDown();
            assertThat(job.await()).isTrue();
        }
    }

    @Test
    void tellsPhaseBytesRateAndTimeLeft() {
        JobPart part = new JobPart("sends", 2 << 20, 8 << 20, JobUnit.BYTES, 1 << 20, Duration.ofSeconds(6));
        assertThat(ProgressWords.of(part).replace('\u00a0', ' '))
                .isEqualTo("sends · 2.0 MiB of 8.0 MiB · 1.0 MiB/s · 6 s left");
        assertThat(ProgressWords.of(new JobPart("restarts", 0, 0, JobUnit.NONE, 0, null)))
                .isEqualTo("restarts");
    }
}
