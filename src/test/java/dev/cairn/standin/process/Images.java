package dev.cairn.standin.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** What {@code k3s ctr images import} was told: only its file is looked at, and noted beside k3s's data. Stateless. */
final class Images {
    private Images() {}

    static Kubectl.Result run(K3sArguments arguments, List<String> words) throws IOException {
        Path archive = Path.of(words.getLast());
        if (words.size() != 4 || !words.subList(0, 3).equals(List.of("ctr", "images", "import"))) {
            return new Kubectl.Result(1, "stand-in k3s: " + String.join(" ", words) + ": not played");
        }
        if (!Files.isRegularFile(archive)) {
            return new Kubectl.Result(1, "ctr: open " + archive + ": no such file or directory");
        }
        Files.writeString(
                arguments.data().resolve("imported"),
                archive.getFileName() + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return new Kubectl.Result(0, "unpacking " + archive.getFileName() + "...done");
    }
}
