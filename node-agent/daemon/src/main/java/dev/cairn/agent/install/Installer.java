package dev.cairn.agent.install;

import dev.cairn.agent.state.StateFolder;
import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.bake.ImageManifest;
import dev.cairn.image.clone.CloneRequest;
import dev.cairn.image.clone.DiskClone;
import dev.cairn.image.drive.WriteReceipt;
import dev.cairn.protocol.InstallRule;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.ProtocolJson;
import dev.cairn.protocol.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of an installer stick: looks at the disks, lets the rule judge, shows what will be erased, counts down, writes, and ends as the seed
 * says. Whatever goes wrong stays on the console, and the machine does not restart by itself. One thread.
 */
public final class Installer {
    private static final Logger LOG = LoggerFactory.getLogger(Installer.class);

    private final Parts parts;
    private final InstallRule rule;
    private final DiskIdentities identities;
    private final Ending ending;

    /**
     * @param root / outside tests
     * @param state keeps what an interrupted run needs
     * @param pause waits; false when the program shall end
     */
    public record Parts(
            Path root,
            Seed seed,
            SysDisks disks,
            Holdings holdings,
            StateFolder state,
            InstallConsole console,
            InstallMachine machine,
            Predicate<Duration> pause) {}

    /** How a run ended. */
    public enum End {
        INSTALLED,
        WAS_INSTALLED,
        REFUSED,
        FAILED
    }

    public Installer(Parts parts, InstallRule rule) {
        this.parts = parts;
        this.rule = rule;
        this.identities = new DiskIdentities(parts.state(), parts.root());
        this.ending = new Ending(parts);
    }

    /** Runs to the end; the machine may go down before this returns. */
    public End run() {
        try {
            return judged();
        } catch (ImageException problem) {
            LOG.warn("the installation failed", problem);
            return failed(InstallTexts.problem(problem));
        } catch (ProtocolException | IOException problem) {
            LOG.warn("the installation failed", problem);
            return failed(String.valueOf(problem.getMessage()));
        }
    }

    private End failed(String why) {
        say("FAILED: " + why);
        say("the disk does not boot before an installation is complete; switch the machine off and on to try again");
        return End.FAILED;
    }

    private End judged() throws IOException {
        List<MachineDisk> disks = parts.disks().all();
        String booted = parts.disks().booted().orElse("");
        long needed = booted.isEmpty() ? 0 : DiskClone.neededBytes(device(booted));
        InstallTexts.rule(rule, needed).forEach(this::say);
        List<DiskRules.Candidate> candidates = disks.stream()
                .map(disk -> new DiskRules.Candidate(
                        disk, disk.refusals().isEmpty() ? parts.holdings().of(disk) : new Holding.Data()))
                .toList();
        return switch (DiskRules.judge(parts.seed(), rule, needed, candidates)) {
            case Verdict.Installed installed -> already(installed.disk(), booted);
            case Verdict.Refused refused -> refused(refused);
            case Verdict.Chosen chosen -> install(chosen, booted);
        };
    }

    private End refused(Verdict.Refused refused) {
        say("REFUSED: no disk of this machine fits the rule; nothing was changed");
        InstallTexts.judged(refused.judged()).forEach(this::say);
        return End.REFUSED;
    }

    private End already(MachineDisk disk, String booted) throws IOException {
        InstallTexts.disk(disk).forEach(this::say);
        say("Cairn is already installed on " + disk.name() + "; nothing was changed");
        identities.forget(disk);
        ending.whenInstalledBefore(rule.then(), booted);
        return End.WAS_INSTALLED;
    }

    private End install(Verdict.Chosen chosen, String booted) throws IOException {
        MachineDisk disk = chosen.disk();
        InstallTexts.judged(chosen.judged()).forEach(this::say);
        byte[] seed = ProtocolJson.bytes(parts.seed().installing(null));
        CloneRequest request = new CloneRequest(device(booted), identities.of(disk), seed);
        try (DiskClone clone = DiskClone.open(request)) {
            ImageManifest checked = clone.check(new PercentLines(parts.console()));
            say("ALL DATA ON " + disk.name() + " WILL BE LOST:");
            InstallTexts.disk(disk).forEach(this::say);
            say("switch the machine off now to keep it as it is");
            if (!ending.countDown("erasing " + disk.name(), rule.countdownSeconds())) {
                say("stopped; nothing was changed");
                return End.FAILED;
            }
            WriteReceipt receipt = clone.write(
                    checked, device(disk.name()), () -> requireSame(disk), new PercentLines(parts.console()));
            say("written " + InstallTexts.size(receipt.writtenBytes()) + ", found "
                    + InstallTexts.size(receipt.foundBytes()) + ", read back");
        }
        identities.forget(disk);
        say("INSTALLED on " + disk.name() + ". Remove the stick.");
        ending.afterInstalling(rule.then());
        return End.INSTALLED;
    }

    /** Asked with the disk open, before its first byte is written. */
    private void requireSame(MachineDisk chosen) {
        boolean same = parts.disks().all().stream()
                .anyMatch(disk -> disk.isSame(chosen) && disk.refusals().isEmpty());
        if (!same) {
            throw new ImageException(ImageProblem.TARGET_CHANGED, "write", chosen.name(), Map.of());
        }
    }

    private Path device(String name) {
        return parts.root().resolve("dev").resolve(name);
    }

    private void say(String line) {
        parts.console().say(line);
    }
}
