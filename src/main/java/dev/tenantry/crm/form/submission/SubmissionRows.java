package dev.tenantry.crm.form.submission;

import java.util.List;
import java.util.Optional;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantQuery;

/** Finds submissions, in the current transaction. */
@Component
class SubmissionRows {

    private final EntityManager entities;

    SubmissionRows(EntityManager entities) {
        this.entities = entities;
    }

    /** @throws ProblemException 404 */
    FormSubmission get(Long id) {
        return find(id).orElseThrow(ProblemException::notFound);
    }

    Optional<FormSubmission> find(Long id) {
        return query(id).optional();
    }

    /** Behind its lock, as it is then. */
    Optional<FormSubmission> hold(Long id) {
        return query(id).locked().optional();
    }

    private TenantQuery<FormSubmission> query(Long id) {
        return TenantQuery.of(entities, FormSubmission.class, "e", FormSubmission.class, List.of("e.id = :id"), "")
                .set("id", id);
    }

    void flush() {
        entities.flush();
    }
}
