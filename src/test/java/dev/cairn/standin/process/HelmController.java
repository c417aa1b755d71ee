package dev.cairn.standin.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What k3s's Helm controller does, as far as Cairn sees it: a job for each change of a HelmChart, and a release with its last good chart.
 * A chart whose bytes contain {@code FAILS} fails; with the failure policy {@code abort} a failed release takes nothing until it was
 * rolled back. Nothing is installed.
 */
final class HelmController {
    private static final String JOBS = "/registry/jobs/";
    private static final String RELEASES = "/registry/helm-releases/";
    private static final Pattern CONTENT = Pattern.compile("\"chartContent\":\"([^\"]*)\"");
    private static final Pattern ROLLBACK = Pattern.compile("\"rollback\",\"([^\"]+)\"");
    private static final int TRIES = 3;

    private final Cluster cluster;

    HelmController(Cluster cluster) {
        this.cluster = cluster;
    }

    /** A job: {@code uid state change}, the state being running, succeeded or failed. */
    record Job(String uid, String state, String change) {
        static Job read(String text) {
            String[] words = text.split(" ");
            return new Job(words[0], words[1], words[2]);
        }

        String line() {
            return uid + "|" + (state.equals("succeeded") ? "1" : "") + "|" + (state.equals("failed") ? TRIES : "")
                    + "|" + (state.equals("failed") ? "True" : "") + "|helm:stand-in";
        }
    }

    /** One look at everything. */
    void turn() throws IOException {
        for (Map.Entry<String, String> chart : cluster.chartTexts().entrySet()) {
            String name = "helm-install-" + chart.getKey();
            String change = digest(chart.getValue());
            Optional<Job> job = cluster.etcd().get(JOBS + name).map(Job::read);
            if (job.isEmpty() || !job.get().change().equals(change)) {
                put(name, new Job(UUID.randomUUID().toString(), "running", change));
            } else if (job.get().state().equals("running")) {
                put(name, new Job(job.get().uid(), install(chart.getKey(), chart.getValue(), change), change));
            }
        }
        for (Map.Entry<String, String> job : cluster.etcd().below(JOBS).entrySet()) {
            String name = job.getKey().substring(JOBS.length());
            Job read = Job.read(job.getValue());
            if (name.startsWith("cairn-back-") && read.state().equals("running")) {
                String chart = name.substring("cairn-back-".length());
                String good = release(chart)[1];
                cluster.etcd().put(RELEASES + chart, "deployed " + good);
                put(name, new Job(read.uid(), good.equals("none") ? "failed" : "succeeded", read.change()));
            }
        }
    }

    Optional<Job> job(String name) throws IOException {
        return cluster.etcd().get(JOBS + name).map(Job::read);
    }

    /** {@code kubectl apply} of a job. */
    void apply(String manifest) throws IOException {
        Matcher rollback = ROLLBACK.matcher(manifest);
        if (!rollback.find()) {
            throw new IOException("the stand-in plays only jobs that roll back");
        }
        put("cairn-back-" + rollback.group(1), new Job(UUID.randomUUID().toString(), "running", "none"));
    }

    void deleteJob(String name) throws IOException {
        cluster.etcd().delete(JOBS + name);
    }

    /** {@code STATUS CHART}: the chart that runs. */
    String[] release(String chart) throws IOException {
        return cluster.etcd().get(RELEASES + chart).orElse("none none").split(" ");
    }

    private String install(String name, String manifest, String change) throws IOException {
        String[] release = release(name);
        if (release[0].equals("failed") && manifest.contains("\"failurePolicy\":\"abort\"")) {
            return "failed";
        }
        Matcher content = CONTENT.matcher(manifest);
        boolean fails = content.find()
                && new String(Base64.getDecoder().decode(content.group(1)), StandardCharsets.ISO_8859_1)
                        .contains("FAILS");
        cluster.etcd().put(RELEASES + name, fails ? "failed " + release[1] : "deployed " + change);
        return fails ? "failed" : "succeeded";
    }

    private void put(String name, Job job) throws IOException {
        cluster.etcd().put(JOBS + name, job.uid() + " " + job.state() + " " + job.change());
    }

    static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
