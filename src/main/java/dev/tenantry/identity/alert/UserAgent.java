package dev.tenantry.identity.alert;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a client says of itself, in words for its owner. Nothing is decided by it: anybody can say anything.
 *
 * @param type desktop, mobile or tablet
 */
public record UserAgent(@Nullable String type, @Nullable String browser, @Nullable String os) {

    /** By what they contain; the first counts, since most name others besides. */
    private static final Map<String, String> BROWSERS = ordered("edg/", "Edge", "opr/", "Opera", "firefox/", "Firefox",
            "chrome/", "Chrome", "crios/", "Chrome", "safari/", "Safari");
    private static final Map<String, String> SYSTEMS = ordered("android", "Android", "iphone", "iOS", "ipad", "iPadOS",
            "windows", "Windows", "mac os x", "macOS", "cros", "ChromeOS", "linux", "Linux");

    public static UserAgent of(@Nullable String text) {
        if (text == null) {
            return new UserAgent(null, null, null);
        }
        var lower = text.toLowerCase(Locale.ROOT);
        var os = first(SYSTEMS, lower);
        var isTablet = lower.contains("ipad") || lower.contains("android") && !lower.contains("mobile");
        var type = os == null ? null : isTablet ? "tablet" : lower.contains("mobi") ? "mobile" : "desktop";
        return new UserAgent(type, first(BROWSERS, lower), os);
    }

    /** {@code Firefox on Linux}; null where it says nothing that is known. */
    public @Nullable String describe() {
        if (browser == null || os == null) {
            return browser == null ? os : browser;
        }
        return browser + " on " + os;
    }

    private static @Nullable String first(Map<String, String> names, String text) {
        return names.entrySet()
                .stream()
                .filter(name -> text.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, String> ordered(String... pairs) {
        var map = new LinkedHashMap<String, String>();
        for (var index = 0; index < pairs.length; index += 2) {
            map.put(pairs[index], pairs[index + 1]);
        }
        return map;
    }
}
