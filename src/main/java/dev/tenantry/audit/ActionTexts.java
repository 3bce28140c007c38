package dev.tenantry.audit;

import java.util.Set;

/** What was done, in words: of actions as they are called, {@code security-event.updated}, of which the second part says what became of the first. */
final class ActionTexts {

    private static final Set<String> UNCOUNTABLE = Set.of("usage");

    private ActionTexts() {}

    /** {@code contact updated}. @param resource what it was done to */
    static String of(String resource, String action) {
        return words(resource) + " " + words(done(action));
    }

    /** {@code A super admin opened this address bypass}. */
    static String ofSuperAdmin(String resource, String action) {
        var done = done(action);
        return switch (done) {
            case "viewed" -> "A super admin looked at this " + words(resource);
            case "listed" -> "A super admin listed " + plural(words(resource));
            default -> "A super admin " + words(done) + " this " + words(resource);
        };
    }

    /** @param status of the answer */
    static String ofRefusal(int status) {
        return "request refused: " + switch (status) {
            case 404 -> "what it asks for does not exist, or is another organization's";
            case 429 -> "a limit is used up";
            default -> "the caller has no right to it";
        };
    }

    private static String done(String action) {
        return action.substring(action.indexOf('.') + 1);
    }

    private static String words(String name) {
        return name.replace('-', ' ');
    }

    private static String plural(String words) {
        if (UNCOUNTABLE.contains(words)) {
            return words;
        }
        if (words.matches(".*[^aeiou]y")) {
            return words.substring(0, words.length() - 1) + "ies";
        }
        return words + (words.matches(".*(s|x|z|ch|sh)") ? "es" : "s");
    }
}
