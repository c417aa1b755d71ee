package dev.cairn.app.usecase.kubernetes;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kubeconfig as k3s writes it (docs.k3s.io, "Cluster Access": one cluster, user and context, all called {@code default}), made fit for a
 * laptop with many sites.
 */
final class KubeconfigText {
    private static final Pattern SERVER = Pattern.compile("(?m)^(\\s*server:\\s*)\\S+[ \\t]*$");
    private static final Pattern NAMES =
            Pattern.compile("(?m)^(\\s*(?:- )?(?:name|cluster|user|current-context): )default[ \\t]*$");

    private KubeconfigText() {}

    /** Leads to a port of this laptop, with names that differ from site to site; refused if it is of another shape. */
    static String through(String text, int port, String site) {
        Matcher server = SERVER.matcher(text);
        if (!server.find() || SERVER.matcher(text.substring(server.end())).find()) {
            throw ProblemException.of(
                    AppProblem.NODE_ANSWER_INVALID, "kubeconfig", site, "reason", "it does not name one server");
        }
        String here = text.substring(0, server.start()) + server.group(1) + "https://127.0.0.1:" + port
                + text.substring(server.end());
        return NAMES.matcher(here).replaceAll("$1" + word(site));
    }

    /** The site's name as a word that is safe in YAML and in file names on every system. */
    static String word(String site) {
        String word = site.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        return word.isEmpty() ? "site" : "cairn-" + word;
    }
}
