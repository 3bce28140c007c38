package dev.tenantry.crm.form;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantQuery;

/** What forms were when they were published. */
@Service
@Transactional(readOnly = true)
class FormVersions implements ListSource {

    private static final ListDefinition<FormVersion> LISTING = ListDefinition.of(FormVersion.class)
            .field("number", Integer.class)
            .field("publishedAt", Instant.class)
            .sortedBy("-number")
            .build();
    private static final String OF_FORM = "e.formId = :form";
    private static final String NUMBERED = "e.number = :number";

    private final EntityManager entities;
    private final ListQuery lists;

    FormVersions(EntityManager entities, ListQuery lists) {
        this.entities = entities;
        this.lists = lists;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return FormVersionResponse.class;
    }

    Page<FormVersionResponse> list(Long form, ListRequest request) {
        return lists.list(LISTING.under(OF_FORM), request, Map.of("form", form)).map(FormVersion::toResponse);
    }

    /** @throws ProblemException 404 */
    FormVersionResponse get(Long form, int number) {
        return find(form, number).map(FormVersion::toResponse).orElseThrow(ProblemException::notFound);
    }

    Optional<FormVersion> find(Long form, int number) {
        return TenantQuery.of(entities, FormVersion.class, "e", FormVersion.class, List.of(OF_FORM, NUMBERED), "")
                .set("form", form)
                .set("number", number)
                .optional();
    }

    /** Of a form that is locked. @return its number: that of the last one where nothing is otherwise */
    @Transactional
    int keep(Form form, UUID by, Instant now) {
        var last = form.getPublishedVersion();
        if (last != null
                && find(form.getId(), last).filter(one -> one.getContent().equals(form.getContent())).isPresent()) {
            return last;
        }
        var next = last == null ? 1 : last + 1;
        entities.persist(new FormVersion(form.getId(), next, form.getContent(), by, now));
        return next;
    }
}
