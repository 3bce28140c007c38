package dev.tenantry.crm.externalid;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.imports.mapping.FieldKind;
import dev.tenantry.crm.imports.mapping.TargetField;

/**
 * The columns of files that have a record's keys in other systems: {@code externalIds.hubspot}, whatever the system is called. What a row says of
 * one takes the place of the keys that the record has there.
 */
public final class ExternalIdColumns {

    private static final String LIST = "externalIds";
    private static final String PREFIX = LIST + ".";
    private static final Pattern NAME = Pattern.compile("externalIds\\.([a-z0-9][a-z0-9_-]{0,37})");
    private static final Pattern HEADING = Pattern
            .compile("(?i)external[ _-]?ids?\\s*+[./:(\\[]\\s*+([a-z0-9][a-z0-9_-]{0,37})\\s*+[)\\]]?");
    private static final List<String> SYSTEMS = List.of("hubspot", "salesforce", "pipedrive", "zoho", "dynamics", "sap",
            "datev", "stripe", "mailchimp", "xero", "quickbooks", "odoo", "shopify", "intercom", "zendesk",
            "freshsales",
            "lexoffice", "sage", "netsuite", "espocrm", "sugarcrm", "supabase", "google", "outlook");
    private static final Set<String> KEYS = Set.of("id", "key", "number", "nr", "nummer", "recordid", "contactid",
            "companyid", "accountid", "customerid", "leadid", "crmid", "kontaktid", "kundennummer", "kundennr",
            "identifiant", "numero", "identificador", "clave");

    private ExternalIdColumns() {}

    /** Empty where a field of this name is none of these. */
    public static Optional<TargetField> field(String name) {
        return Optional.of(name)
                .filter(one -> NAME.matcher(one).matches())
                .map(one -> TargetField.of(one, FieldKind.TEXT));
    }

    /** The field that a column is for by its heading. @param folded in lower case without separators and accents */
    public static Optional<String> called(String heading, String folded) {
        var stated = HEADING.matcher(heading.strip());
        if (stated.matches()) {
            return Optional.of(PREFIX + stated.group(1).toLowerCase(Locale.ROOT));
        }
        return SYSTEMS.stream()
                .filter(system -> folded.startsWith(system) && KEYS.contains(folded.substring(system.length()))
                        || folded.endsWith(system)
                                && KEYS.contains(folded.substring(0, folded.length() - system.length())))
                .findFirst()
                .map(PREFIX::concat);
    }

    /** By what records list it. */
    public static Map.Entry<String, String> key(String field, String value) {
        return Map.entry(LIST, new ExternalId(field.substring(PREFIX.length()), value).key());
    }

    /** Has what the columns state be among the record's keys. @param present null where there is no record yet */
    public static void join(ObjectNode properties, @Nullable ObjectNode present) {
        var stated = properties.propertyNames().stream().filter(name -> name.startsWith(PREFIX)).toList();
        if (stated.isEmpty()) {
            return;
        }
        var keys = properties.arrayNode();
        if (present != null) {
            present.path(LIST)
                    .valueStream()
                    .filter(key -> !stated.contains(PREFIX + key.path("source").asString()))
                    .forEach(keys::add);
        }
        for (var name : stated) {
            var id = properties.remove(name);
            if (id != null && !id.isNull()) {
                keys.addObject().put("source", name.substring(PREFIX.length())).set("id", id);
            }
        }
        properties.set(LIST, keys);
    }
}
