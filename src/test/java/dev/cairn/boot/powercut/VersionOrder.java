package dev.cairn.boot.powercut;

import java.util.Comparator;

/** The order of versions and names that systemd-boot uses (uapi-group.org, version format specification); older comes first. */
final class VersionOrder implements Comparator<String> {
    private static final String SEPARATORS = "-^.";

    @Override
    public int compare(String left, String right) {
        Cursor a = new Cursor(left);
        Cursor b = new Cursor(right);
        while (true) {
            a.skipWhatCountsNot();
            b.skipWhatCountsNot();
            int order = separator('~', a, b);
            if (order != 0) {
                return order;
            }
            if (a.peek() == 0 || b.peek() == 0) {
                return Integer.compare(a.peek(), b.peek());
            }
            for (int i = 0; i < SEPARATORS.length() && order == 0; i++) {
                order = separator(SEPARATORS.charAt(i), a, b);
            }
            if (order == 0) {
                order = segment(a, b);
            }
            if (order != 0) {
                return order;
            }
        }
    }

    private static int separator(char sign, Cursor a, Cursor b) {
        if (a.peek() != sign && b.peek() != sign) {
            return 0;
        }
        int order = Boolean.compare(a.peek() != sign, b.peek() != sign);
        a.at++;
        b.at++;
        return order;
    }

    private static int segment(Cursor a, Cursor b) {
        if (isDigit(a.peek()) || isDigit(b.peek())) {
            String left = a.take(true);
            String right = b.take(true);
            if (left.isEmpty() != right.isEmpty()) {
                return left.isEmpty() ? -1 : 1;
            }
            String one = left.replaceFirst("^0+", "");
            String other = right.replaceFirst("^0+", "");
            return one.length() == other.length() ? one.compareTo(other) : one.length() - other.length();
        }
        return a.take(false).compareTo(b.take(false));
    }

    private static boolean isDigit(char sign) {
        return sign >= '0' && sign <= '9';
    }

    private static boolean isLetter(char sign) {
        return sign >= 'a' && sign <= 'z' || sign >= 'A' && sign <= 'Z';
    }

    private static final class Cursor {
        private final String text;
        private int at;

        Cursor(String text) {
            this.text = text;
        }

        char peek() {
            return at < text.length() ? text.charAt(at) : 0;
        }

        void skipWhatCountsNot() {
            while (peek() != 0 && !isDigit(peek()) && !isLetter(peek()) && "~-^.".indexOf(peek()) < 0) {
                at++;
            }
        }

        String take(boolean digits) {
            int from = at;
            while (digits ? isDigit(peek()) : isLetter(peek())) {
                at++;
            }
            return text.substring(from, at);
        }
    }
}
