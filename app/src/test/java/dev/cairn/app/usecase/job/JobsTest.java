package dev.cairn.app.usecase.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Identifiers;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.wiring.Expect;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class JobsTest {
    private final InstantSource clock = InstantSource.system();
    private final Jobs jobs = new Jobs(new Identifiers(clock), clock);

    @Test
    void tellsListenersWhatIsGoingOnAndHowItEnded() {
        List<JobSnapshot> seen = new CopyOnWriteArrayList<>();
        CountDownLatch listening = new CountDownLatch(1);
        Job<String> job = jobs.start("Count", control -> {
            listening.await();
            control.begin("counting", 10, JobUnit.THINGS);
            control.advance(4);
            control.at(10);
            return "ten";
        });
        job.listen(seen::add);
        listening.countDown();
        assertThat(job.await()).isEqualTo("ten");
        JobSnapshot last = job.snapshot();
        assertThat(last.state()).isEqualTo(JobState.DONE);
        assertThat(last.done()).isEqualTo(10);
        assertThat(last.fraction()).isEqualTo(1);
        await().atMost(Duration.ofMinutes(2)).until(() -> seen.getLast().state() == JobState.DONE);
        assertThat(seen).extracting(JobSnapshot::doing).contains("counting");
        assertThat(jobs.recent()).hasSize(1);
    }

    @Test
    void endsACancelledJobThoughItsWorkWaitsForever() {
        CountDownLatch started = new CountDownLatch(1);
        Job<String> job = jobs.start("Wait", control -> {
            started.countDown();
            new CountDownLatch(1).await();
            return "";
        });
        await().atMost(Duration.ofMinutes(2)).until(() -> started.getCount() == 0);
        job.cancel();
        await().atMost(Duration.ofMinutes(2)).until(() -> job.snapshot().state() == JobState.CANCELLED);
        assertThatThrownBy(job::await).satisfies(Expect.problem(AppProblem.CANCELLED));
    }

    @Test
    void carriesProblemsAndUnexpectedErrorsInTheOneShape() {
        Job<String> known = jobs.start("Known", control -> {
            throw ProblemException.of(AppProblem.SITE_UNKNOWN, "find", "x");
        });
        assertThatThrownBy(known::await).satisfies(Expect.problem(AppProblem.SITE_UNKNOWN));
        Job<String> unknown = jobs.start("Unknown", control -> {
            throw new IllegalStateException("bang");
        });
        assertThatThrownBy(unknown::await).satisfies(Expect.problem(AppProblem.UNEXPECTED));
        assertThat(unknown.snapshot().state()).isEqualTo(JobState.FAILED);
    }

    @Test
    void cancelsWhatRunsWhenItIsClosed() {
        Job<String> job = jobs.start("Wait", control -> {
            new CountDownLatch(1).await();
            return "";
        });
        jobs.close();
        assertThat(job.snapshot().state()).isEqualTo(JobState.CANCELLED);
    }
}
