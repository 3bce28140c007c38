package dev.tenantry.crm.googlecalendar;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.text.Texts;

/**
 * A calendar of an account at Google.
 *
 * @param id         as Google knows it
 * @param accessRole what the account may do with it: owner, writer, reader, freeBusyReader
 * @param primary    whether it is the account's own
 */
record AccountCalendar(String id, String name, String timeZone, @Nullable String accessRole, boolean primary) {

    private static final int LONGEST = 500;

    static AccountCalendar read(JsonNode calendar) {
        var name = calendar.path("summaryOverride").asString(calendar.path("summary").asString(""));
        return new AccountCalendar(calendar.path("id").asString(""), Texts.shown(name, LONGEST),
                calendar.path("timeZone").asString("UTC"), calendar.path("accessRole").asString(null),
                calendar.path("primary").asBoolean(false));
    }

    boolean isReadable() {
        return isWritable() || "reader".equals(accessRole);
    }

    boolean isWritable() {
        return "owner".equals(accessRole) || "writer".equals(accessRole);
    }
}
