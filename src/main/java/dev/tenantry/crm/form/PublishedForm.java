package dev.tenantry.crm.form;

import java.util.List;
import java.util.UUID;

/**
 * A form as visitors see it.
 *
 * @param version        the number of the version
 * @param allowedOrigins whose pages may show it and send to it
 * @param publishedBy    with whose rights what is sent becomes something
 */
public record PublishedForm(
        Long id,
        String name,
        int version,
        String address,
        FormContent content,
        List<String> allowedOrigins,
        List<UUID> notifiedMembers,
        UUID publishedBy) {

    /** What was asked is as it was, and becomes what another version makes of it. */
    PublishedForm becoming(PublishedForm other) {
        return new PublishedForm(id, name, version, address, content.becoming(other.content), allowedOrigins,
                notifiedMembers, publishedBy);
    }

    public String title() {
        return content.title() == null ? name : content.title();
    }

    public List<FormField> fields() {
        return FormField.of(content);
    }

    public boolean isAllowed(String origin) {
        return allowedOrigins.contains(Origins.canonical(origin));
    }
}
