package dev.cairn.app.adapter.kubernetes;

/** Words from elsewhere, made fit for a terminal and a window: on one line, without control characters, not endless. Stateless. */
final class ApiText {
    private static final int LONGEST = 400;

    private ApiText() {}

    static String of(String text) {
        String plain = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST - 1) + "…";
    }
}
