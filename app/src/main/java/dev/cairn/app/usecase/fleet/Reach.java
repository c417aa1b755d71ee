package dev.cairn.app.usecase.fleet;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A saved address, {@code host} or {@code host:port}; IPv6 addresses stand in brackets. */
public record Reach(String host, int port) {
    /** The port that agents listen on. */
    public static final int AGENT_PORT = 7022;

    private static final Pattern SHAPE = Pattern.compile("(\\[[0-9a-fA-F:%.a-z]+]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?");

    /** Reads an address, or throws a problem that names it. */
    public static Reach check(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            throw invalid(text);
        }
        int port = matcher.group(2) == null ? AGENT_PORT : Integer.parseInt(matcher.group(2));
        if (port < 1 || port > 65535) {
            throw invalid(text);
        }
        return new Reach(matcher.group(1).replaceAll("[\\[\\]]", ""), port);
    }

    /** Reads {@code host:port} where the host may be an IPv6 address without brackets, as sightings tell it. */
    public static Reach ofAddress(String address) {
        int colon = address.lastIndexOf(':');
        if (colon < 0 || address.startsWith("[") || address.indexOf(':') == colon) {
            return check(address);
        }
        return new Reach(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    }

    private static ProblemException invalid(String text) {
        return ProblemException.of(AppProblem.SITE_VALUE_INVALID, "check", "address", "value", text);
    }
}
