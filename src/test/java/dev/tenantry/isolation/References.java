package dev.tenantry.isolation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What in a body names a record, and which ones a resident has. */
final class References {

    private final Neighbours neighbours;
    private final PathValues values;

    References(Neighbours neighbours, PathValues values) {
        this.neighbours = neighbours;
        this.values = values;
    }

    static boolean isReference(Requests.Property property) {
        var name = property.name();
        // Identity providers are the platform's; a policy that names another's keeps everybody out who sets it.
        // What a step names is a text with placeholders, and looked for in the organization when a run comes to it.
        return !property.schema().has("properties") && !name.equals("ssoProviderId") && !isOwnWord(property)
                && !property.pointer().startsWith("/steps/0/config/")
                && !property.pointer().startsWith("/action/config/")
                && (name.equals("id") || name.endsWith("Id") || name.endsWith("Ids") || name.equals("stage")
                        || name.equals("pipeline"));
    }

    /** What somebody calls a part of the very body by, or another system the record; and what mails and Google's calendars are called. */
    static boolean isOwnWord(Requests.Property property) {
        return property.name().equals("messageId") || property.name().equals("calendarId")
                || property.name().equals("id") && (property.pointer().endsWith("/externalIds/0/id")
                        || property.schema().path("pattern").asString("").startsWith("^[a-z]"));
    }

    /** An id that the application makes, as opposed to a word that somebody chose. */
    static boolean isId(Requests.Property property) {
        return isUuid(property) || property.schema().path("pattern").asString("").contains("[0-9]+")
                || property.name().equals("id");
    }

    static boolean isUuid(Requests.Property property) {
        return property.schema().path("format").asString("").equals("uuid");
    }

    /** Undoes that somebody calls something of the own by a word that another uses. */
    void forget(Resident resident, Requests.Property property, String word) {
        if (!isId(property)) {
            neighbours.tables().forEach(table -> resident.forget(table, column(property), word));
        }
    }

    Set<String> values(Resident resident, Route route, Requests.Property property) {
        var found = new LinkedHashSet<String>();
        if (property.name().equals("id")) {
            found.addAll(PathValues.isPlatforms(route)
                    ? referredTo(resident, singular(route.path()) + "_id")
                    : listed(resident, route, property));
        } else if (isId(property)) {
            found.addAll(switch (property.name()) {
                case "eventId" -> resident.values("public.domain_events", "id");
                case "hostIds" -> referredTo(resident, "user_id");
                case "viewId" -> resident.values("public.views", "id");
                case "recordId" -> resident.values("public.leads", "id");
                default -> referredTo(resident, column(property));
            });
        } else {
            found.addAll(written(resident, property));
        }
        return found;
    }

    /** Where the collection lists it: at the same place of its elements. */
    private List<String> listed(Resident resident, Route route, Requests.Property property) {
        var place = List.of(property.pointer().substring(1).split("/"));
        var steps = place.stream().filter(step -> !step.equals("0")).toList();
        var collection = values.collection(route.path());
        var nested = values.listed(resident, collection, steps);
        return nested.isEmpty() ? values.listed(resident, collection, List.of("id")) : nested;
    }

    /** What the foreign keys of a column of this name point at. */
    private Set<String> referredTo(Resident resident, String column) {
        var found = new LinkedHashSet<String>();
        for (var table : neighbours.tables()) {
            for (var key : table.foreignKeys()) {
                if (key.columns().getLast().equals(column)) {
                    found.addAll(resident.values(key.target(), key.targetColumns().getLast()));
                }
            }
        }
        return found;
    }

    /** What is written in columns of this name, or is the name of such a thing. */
    private Set<String> written(Resident resident, Requests.Property property) {
        var found = new LinkedHashSet<String>();
        for (var table : neighbours.tables()) {
            found.addAll(resident.values(table.name(), column(property)));
            if (table.name().endsWith(property.name() + "s")) {
                found.addAll(resident.values(table.name(), "name"));
            }
        }
        return found;
    }

    /** Of the collection: whoever runs the platform is in no tenant whose lists would name its elements. */
    private static String singular(String path) {
        var collection = path.replaceAll("(/\\{[^}]*})+$", "");
        return collection.substring(collection.lastIndexOf('/') + 1).replaceAll("s$", "");
    }

    private static String column(Requests.Property property) {
        return property.name()
                .replaceAll("([A-Z])", "_$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("_ids$",
                        "_id");
    }
}
