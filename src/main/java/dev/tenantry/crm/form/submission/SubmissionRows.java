package dev.tenantry.crm.form.submission;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.listing.Page;
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

    /** What a lead has become. */
    record Become(Long leadId, @Nullable Long contactId, @Nullable Long companyId, @Nullable Long opportunityId) {}

    SubmissionResponse show(FormSubmission submission) {
        return submission.toResponse(become(Stream.of(submission)).get(submission.getLeadId()));
    }

    Page<SubmissionResponse> show(Page<FormSubmission> page) {
        var become = become(page.results().stream());
        return page.map(submission -> submission.toResponse(become.get(submission.getLeadId())));
    }

    /** One question for all. */
    private Map<@Nullable Long, Become> become(Stream<FormSubmission> submissions) {
        var leads = submissions.map(FormSubmission::getLeadId).filter(Objects::nonNull).toList();
        var become = new HashMap<@Nullable Long, Become>();
        if (!leads.isEmpty()) {
            entities.createQuery(
                    "select l.id, l.contactId, l.companyId, l.opportunityId from Lead l where l.id in :leads and l.deletedAt is null",
                    Become.class)
                    .setParameter("leads", leads)
                    .getResultList()
                    .forEach(one -> become.put(one.leadId, one));
        }
        return become;
    }

    void flush() {
        entities.flush();
    }
}
