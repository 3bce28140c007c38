package dev.tenantry.crm.form;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import jakarta.persistence.EntityManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.tenancy.TenantQuery;

/** Forms as visitors see them, in the context of the organization that their address names. */
@Service
@Transactional(readOnly = true)
public class PublishedForms {

    private static final String OPEN = "select true from organizations where id = app.org_id() and not is_paused";
    private static final String LIVE = "e.deletedAt is null";

    private final EntityManager entities;
    private final FormVersions versions;
    private final JdbcClient jdbc;

    PublishedForms(EntityManager entities, FormVersions versions, JdbcClient jdbc) {
        this.entities = entities;
        this.versions = versions;
        this.jdbc = jdbc;
    }

    /** What visitors see; empty where the address leads nowhere: there is no such form, it is not published, or its organization is gone or paused. */
    public Optional<PublishedForm> at(FormAddress address) {
        return find("e.address = :address and e.status = :published",
                Map.of("address", address.text(), "published", FormStatus.PUBLISHED))
                .flatMap(form -> of(form, number(form)));
    }

    /** A version of a form whatever has become of the form since, with whom it tells and whose rights it has now; empty where the form is gone. */
    public Optional<PublishedForm> version(Long id, int number) {
        return version(id, number, false);
    }

    /** @param isMended whether what is sent becomes what the form makes of it now: what was asked stays that of the version */
    public Optional<PublishedForm> version(Long id, int number, boolean isMended) {
        return find("e.id = :id", Map.of("id", id)).flatMap(form -> of(form, number)
                .map(sent -> isMended ? of(form, number(form)).map(sent::becoming).orElse(sent) : sent));
    }

    private Optional<Form> find(String condition, Map<String, Object> values) {
        var isOpen = jdbc.sql(OPEN).query(Boolean.class).optional().isPresent();
        return isOpen
                ? TenantQuery.of(entities, Form.class, "e", Form.class, List.of(LIVE, condition), "")
                        .set(values)
                        .optional()
                : Optional.empty();
    }

    private Optional<PublishedForm> of(Form form, int number) {
        return versions.find(form.getId(), number)
                .map(version -> new PublishedForm(form.getId(), form.getName(), number, form.getAddress(),
                        version.getContent(), form.getAllowedOrigins(), form.getNotifiedMembers(),
                        Objects.requireNonNull(form.getPublishedBy())));
    }

    private static int number(Form form) {
        return Objects.requireNonNull(form.getPublishedVersion());
    }
}
