package dev.tenantry.automation.graph;

/** How steps of a run are filled. */
final class Colours {

    static final String NONE = "#f8fafc";

    private Colours() {}

    static String of(String status) {
        return switch (status) {
            case "succeeded" -> "#bbf7d0";
            case "failed" -> "#fecaca";
            case "waiting" -> "#bfdbfe";
            case "cancelled" -> "#e2e8f0";
            default -> "#fef08a";
        };
    }
}
