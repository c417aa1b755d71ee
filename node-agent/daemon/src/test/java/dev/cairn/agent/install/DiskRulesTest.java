package dev.cairn.agent.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.protocol.FleetId;
import dev.cairn.protocol.FleetKey;
import dev.cairn.protocol.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class DiskRulesTest {
    private static final long NEEDED = 3_000_000_000L;
    private static final Seed SEED =
            Seed.of(new FleetId("f1"), FleetKey.generate().publicKey(), "b1", new byte[32]);

    @TempDir
    Path folder = Path.of("");

    @TestFactory
    Stream<DynamicTest> eachWrittenMachineIsJudgedAsItSays() throws IOException {
        List<List<String>> blocks = WrittenMachine.blocks(lines());
        assertThat(blocks).hasSizeGreaterThan(30);
        return blocks.stream()
                .map(block -> DynamicTest.dynamicTest(
                        block.getFirst(),
                        () -> judge(WrittenMachine.layOut(block, folder.resolve("m" + blocks.indexOf(block))))));
    }

    private static void judge(WrittenMachine machine) {
        List<DiskRules.Candidate> candidates = new SysDisks(machine.root())
                .all().stream()
                        .map(disk -> new DiskRules.Candidate(disk, machine.of(disk)))
                        .toList();
        Verdict verdict = DiskRules.judge(SEED, machine.rule(), NEEDED, candidates);
        assertThat(lines(verdict)).as(machine.name()).isEqualTo(machine.expected());
    }

    private static List<String> lines(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Installed installed ->
                List.of("installed " + installed.disk().name());
            case Verdict.Refused refused -> lines("refused", refused.judged());
            case Verdict.Chosen chosen -> lines("chosen " + chosen.disk().name(), chosen.judged());
        };
    }

    private static List<String> lines(String first, List<Verdict.Judged> judged) {
        List<String> lines = new ArrayList<>(List.of(first));
        for (Verdict.Judged one : judged) {
            List<String> words = new ArrayList<>(List.of(one.disk().name()));
            one.refusals().stream().map(Refusal::name).forEach(words::add);
            lines.add(String.join(" ", words));
        }
        return lines;
    }

    @Test
    void tellsModelSerialSizeAndPartitions() throws IOException {
        List<String> block = WrittenMachine.blocks(lines()).stream()
                .filter(lines -> lines.getFirst().equals("machine Windows, and no leave to erase"))
                .findFirst()
                .orElseThrow();
        MachineDisk disk = new SysDisks(
                        WrittenMachine.layOut(block, folder.resolve("windows")).root())
                .all()
                .getFirst();
        assertThat(InstallTexts.disk(disk))
                .containsExactly(
                        "  nvme0n1: unnamed, serial unknown, 512.1 GB, nvme",
                        "    nvme0n1p1: 105 MB vfat \"SYSTEM\"",
                        "    nvme0n1p3: 511.0 GB ntfs \"Windows\"");
    }

    private static List<String> lines() throws IOException {
        try (var in = Objects.requireNonNull(DiskRulesTest.class.getResourceAsStream("machines.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
