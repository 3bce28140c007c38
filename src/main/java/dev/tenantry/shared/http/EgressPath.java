package dev.tenantry.shared.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A path below a URL that somebody chose. Servers and those in front of them differ in how often they decode it. */
public final class EgressPath {

    /** Another host, or a segment that is left or gone up from, with parameters or without. */
    private static final Pattern ASTRAY = Pattern.compile("^//|\\\\|(^|/)\\.\\.?(;[^/]*)?(/|$)");
    /** What no path has as it is sent: space, a fragment, a percent sign that encodes nothing. */
    private static final Pattern MALFORMED = Pattern.compile("[\\s#]|%(?![0-9A-Fa-f]{2})");
    private static final Pattern ENCODED = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");
    private static final String NO_CHARACTER = "\uFFFD";

    private EgressPath() {}

    /** Whether it stays below what it is put behind, however often it is decoded. @param path with a query or without */
    public static boolean staysBelow(String path) {
        var query = path.indexOf('?');
        var read = query < 0 ? path : path.substring(0, query);
        if (MALFORMED.matcher(path).find()) {
            return false;
        }
        for (var decoded = decoded(read); !decoded.equals(read); decoded = decoded(read)) {
            if (ASTRAY.matcher(read).find() || decoded.contains(NO_CHARACTER)) {
                return false;
            }
            read = decoded;
        }
        return !ASTRAY.matcher(read).find();
    }

    private static String decoded(String text) {
        return ENCODED.matcher(text).replaceAll(EgressPath::decoded);
    }

    private static String decoded(MatchResult encoded) {
        var bytes = new ByteArrayOutputStream();
        for (var at = 1; at < encoded.group().length(); at += 3) {
            bytes.write(HexFormat.fromHexDigits(encoded.group(), at, at + 2));
        }
        return Matcher.quoteReplacement(bytes.toString(StandardCharsets.UTF_8));
    }
}
