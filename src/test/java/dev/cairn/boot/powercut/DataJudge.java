package dev.cairn.boot.powercut;

import dev.cairn.agent.update.UpdateRecord;
import dev.cairn.image.gpt.Partition;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.ProtocolJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Judges the data partition with e2fsprogs: the journal is replayed as at a start, nothing else may be wrong then, and files that
 * must not change have the bytes that they had. States that were judged once are not judged again.
 */
public final class DataJudge {
    /** What e2fsck says after any power cut: the journal, files deleted while open, and counts that follow from them. */
    private static final Pattern USUAL = Pattern.compile(
            "recovering journal|Clearing orphaned inode"
                    + "|Feature orphan_present is set but orphan file is clean|^CLEARED\\."
                    + "|Superblock last (mount|write) time|Setting free (inodes|blocks) count|\\d+/\\d+ files \\(.*\\), \\d+/\\d+ blocks");

    private static final String RECORD = "/lib/cairn/update.json";
    private static final String ASK_RECORD = "cat " + RECORD;
    private static final int NOT_CORRECTED = 4;

    private final Path scratch;
    private final Partition data;
    private final DiskCopy copy;
    private final Path questions;
    private final String unchanging;
    private final Map<Long, State> judged = new HashMap<>();

    /**
     * @param disk in a state that is known to be good
     * @param unchanging paths below /var whose content must stay what it is there
     */
    public DataJudge(ReplayedDisk disk, Partition data, List<String> unchanging, Path folder) throws IOException {
        this.data = data;
        this.scratch = folder.resolve("var-recovered.img");
        this.questions = folder.resolve("var-questions");
        this.copy = DiskCopy.of(folder.resolve("var-as-it-was.img"), disk, data.offset(), data.length());
        List<String> asked =
                new ArrayList<>(unchanging.stream().map(path -> "cat " + path).toList());
        asked.add(ASK_RECORD);
        Files.write(questions, asked);
        List<String> faults = recover();
        this.unchanging = contents().unchanging();
        if (!faults.isEmpty() || this.unchanging.contains("File not found")) {
            throw new IOException("no good state to begin with: " + faults + this.unchanging);
        }
    }

    /** How many different states were judged. */
    public int states() {
        return judged.size();
    }

    /**
     * What /var is after its journal was replayed.
     *
     * @param faults empty when nothing is wrong
     * @param record of the agent's update; nothing when none was saved yet
     */
    public record State(List<String> faults, Optional<UpdateRecord> record) {
        public State {
            faults = List.copyOf(faults);
        }
    }

    /** Judges a disk as it is. */
    public State judge(ReplayedDisk disk) throws IOException {
        long fingerprint = disk.fingerprint(data.offset(), data.length());
        State known = judged.get(fingerprint);
        if (known == null) {
            copy.bring(disk);
            known = judgeCopy();
            judged.put(fingerprint, known);
        }
        return known;
    }

    private State judgeCopy() {
        List<String> faults = recover();
        if (!faults.isEmpty()) {
            return new State(faults, Optional.empty());
        }
        Contents now = contents();
        if (!now.unchanging().equals(unchanging)) {
            return new State(List.of("what must not change changed: " + now.unchanging()), Optional.empty());
        }
        if (now.record().contains("File not found")) {
            return new State(List.of(), Optional.empty());
        }
        try {
            byte[] json = now.record().getBytes(StandardCharsets.UTF_8);
            return new State(List.of(), Optional.of(ProtocolJson.read(json, UpdateRecord.class)));
        } catch (ProtocolException damaged) {
            return new State(List.of(RECORD + " is damaged: " + now.record()), Optional.empty());
        }
    }

    private List<String> recover() {
        Commands.run("cp", "--sparse=always", copy.file().toString(), scratch.toString());
        Commands.Result check = Commands.run("e2fsck", "-f", "-p", scratch.toString());
        List<String> faults = new ArrayList<>(check.output()
                .lines()
                .filter(line -> !line.isBlank() && !USUAL.matcher(line).find())
                .map(line -> "e2fsck: " + line)
                .toList());
        if (check.exit() >= NOT_CORRECTED) {
            faults.add("e2fsck ended with " + check.exit());
        }
        return faults;
    }

    /** What stands in the files that must not change, all together, and in the record. */
    private record Contents(String unchanging, String record) {}

    private Contents contents() {
        String output = Commands.run("debugfs", "-f", questions.toString(), scratch.toString())
                .output();
        int recordAsked = output.lastIndexOf(ASK_RECORD);
        return new Contents(
                output.substring(0, recordAsked),
                output.substring(recordAsked + ASK_RECORD.length()).strip());
    }
}
