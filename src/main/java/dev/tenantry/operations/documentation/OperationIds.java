package dev.tenantry.operations.documentation;

/** How operations are called that a controller has by convention: {@code ContactController.listTrash} is listTrashedContacts. */
final class OperationIds {

    private OperationIds() {}

    static String of(String noun, String method) {
        return switch (method) {
            case "list", "search", "export" -> method + plural(noun);
            case "timeline" -> "list" + noun + "Timeline";
            case "listTrash" -> "listTrashed" + plural(noun);
            case "createBatch", "updateBatch", "upsertBatch" -> method.replace("Batch", plural(noun));
            // A batch is moved to the trash, like a single record.
            case "deleteBatch" -> "trash" + plural(noun);
            case "listTags" -> "list" + noun + "Tags";
            case "addTag" -> "tag" + noun;
            case "unfollow" -> "end" + noun + "Following";
            case "removeTag" -> "untag" + noun;
            case "addTags" -> "tag" + plural(noun);
            case "removeTags" -> "untag" + plural(noun);
            default -> method + noun;
        };
    }

    private static String plural(String noun) {
        if (noun.endsWith("y") && !noun.matches(".*[aeiou]y")) {
            return noun.substring(0, noun.length() - 1) + "ies";
        }
        return noun + "s";
    }
}
