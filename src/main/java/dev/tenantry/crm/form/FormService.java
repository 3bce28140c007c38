package dev.tenantry.crm.form;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.pipeline.StageLock;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.record.RecordService;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.tenancy.Authority;
import dev.tenantry.tenancy.MemberDirectory;

@Service
@Transactional(readOnly = true)
class FormService extends RecordService<Form, FormRequest, FormResponse> {

    private static final ListDefinition<Form> LISTING = ListDefinition.of(Form.class)
            .field("id", Long.class)
            .text("name")
            .field("status", FormStatus.class)
            .nullable("publishedAt", Instant.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .build();

    private static final String NOTIFIED = "notifiedMembers[{}]";

    private final EntityManager entities;
    private final FormView view;
    private final FormCheck check;
    private final FormVersions versions;
    private final MemberDirectory members;
    private final Authority authority;
    private final Clock clock;

    FormService(RecordKernel kernel, FormView view, FormCheck check, FormVersions versions, MemberDirectory members,
            Authority authority) {
        super(kernel, LISTING, FormRequest.class);
        this.entities = kernel.entities();
        this.view = view;
        this.check = check;
        this.versions = versions;
        this.members = members;
        this.authority = authority;
        this.clock = kernel.clock();
    }

    @Override
    protected Set<String> identifying() {
        return Set.of();
    }

    @Override
    protected Form make(FormRequest request) {
        StageLock.share(entities);
        check.check(request.content());
        members.check(NOTIFIED, request.told(), List.of());
        return new Form(request, FormAddress.next(TenantContext.current().organizationId()));
    }

    @Override
    protected void change(Form form, FormRequest request) {
        check.check(request.content());
        members.check(NOTIFIED, request.told(), form.getNotifiedMembers());
        form.change(request);
    }

    /** What is wrong with the body is told whatever the form is. */
    @Override
    @Transactional
    public FormResponse replace(Long id, FormRequest request, IfMatch expected) {
        StageLock.share(entities);
        check.check(request.content());
        return super.replace(id, request, expected);
    }

    @Override
    @Transactional
    public FormResponse patch(Long id, ObjectNode patch, IfMatch expected) {
        StageLock.share(entities);
        return super.patch(id, patch, expected);
    }

    @Override
    protected FormRequest state(Form form) {
        return form.toRequest();
    }

    @Override
    protected FormResponse show(Form form) {
        return view.of(form);
    }

    /** From now on visitors see it as it is. @throws ProblemException 404; 403; 409 where it asks nothing, or is in the archive; 412 */
    @Transactional
    FormResponse publish(Long id, IfMatch expected) {
        StageLock.share(entities);
        authority.requireHolding(FormRights.needed(get(id)));
        var form = locked(id, expected);
        check.checkPublishable(form.getContent());
        var user = TenantContext.currentUser();
        var now = clock.instant();
        changeBesides(form, () -> form.publish(versions.keep(form, user, now), user, now));
        return show(form);
    }

    /** @throws ProblemException 404; 409 where it cannot become that; 412 */
    @Transactional
    FormResponse become(Long id, FormStatus next, IfMatch expected) {
        var form = locked(id, expected);
        changeBesides(form, () -> form.become(next));
        return show(form);
    }

    /** Another address takes the place of the one that it has, which leads nowhere any more. */
    @Transactional
    FormResponse move(Long id, IfMatch expected) {
        var form = locked(id, expected);
        changeBesides(form, () -> form.move(FormAddress.next(TenantContext.current().organizationId())));
        return show(form);
    }
}
