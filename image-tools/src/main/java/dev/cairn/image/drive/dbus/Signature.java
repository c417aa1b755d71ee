package dev.cairn.image.drive.dbus;

/** Takes complete types one after the other from a signature (D-Bus Specification, "Type System"). Throws IllegalArgumentException. One thread. */
final class Signature {
    private final String text;
    private int at;

    Signature(String text) {
        this.text = text;
    }

    boolean ended() {
        return at == text.length();
    }

    String next() {
        int begin = at;
        skip();
        return text.substring(begin, at);
    }

    /** The rest, which must be one complete type. */
    String only() {
        String type = next();
        if (!ended()) {
            throw new IllegalArgumentException("not one type: " + text);
        }
        return type;
    }

    private void skip() {
        char kind = take();
        if (kind == 'a') {
            skip();
        } else if (kind == '(' || kind == '{') {
            char end = kind == '(' ? ')' : '}';
            do {
                skip();
            } while (at < text.length() && text.charAt(at) != end);
            take();
        } else if ("ybnqiuxtdsoghv".indexOf(kind) < 0) {
            throw new IllegalArgumentException("no signature: " + text);
        }
    }

    private char take() {
        if (ended()) {
            throw new IllegalArgumentException("an unfinished signature: " + text);
        }
        return text.charAt(at++);
    }

    static int alignment(String type) {
        return switch (type.charAt(0)) {
            case 'y', 'g', 'v' -> 1;
            case 'n', 'q' -> Short.BYTES;
            case 'x', 't', 'd', '(', '{' -> Long.BYTES;
            default -> Integer.BYTES;
        };
    }
}
