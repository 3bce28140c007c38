package dev.tenantry.automation.email;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Template;
import dev.tenantry.automation.rights.Dependents;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.mail.HtmlPlaceholders;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.tenancy.RowLimit;
import dev.tenantry.shared.web.IfMatch;

/**
 * The organization's templates. A step reads one when a run comes to it: one that changes or goes meanwhile lets the steps
 * fail that it no longer suits. One that active workflows send does not go by chance, and what it says they do in their publishers' names.
 */
@Service
@Transactional(readOnly = true)
class EmailTemplateService implements ListSource, EmailTemplates {

    private static final ListDefinition<EmailTemplate> LISTING = ListDefinition.of(EmailTemplate.class)
            .field("id", UUID.class)
            .field("name", String.class)
            .longText("subject")
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .build();
    private static final RowLimit LIMIT = RowLimit.ofOrganization("email templates", 500);
    /** As many as a person reads in a message. */
    private static final int MOST_NAMED = 20;

    private final RecordKernel kernel;
    private final EntityManager entities;
    private final EmailTemplateMapper mapper;
    private final UsedTemplates used;
    /** Which asks the types of steps, one of which asks here. */
    private final ObjectProvider<Dependents> dependents;

    EmailTemplateService(RecordKernel kernel, EmailTemplateMapper mapper, UsedTemplates used,
            ObjectProvider<Dependents> dependents) {
        this.used = used;
        this.dependents = dependents;
        this.kernel = kernel;
        this.entities = kernel.entities();
        this.mapper = mapper;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return EmailTemplateResponse.class;
    }

    @Override
    public Map<String, Text> all(Set<String> names) {
        return entities.createQuery("select t from EmailTemplate t where t.name in :names", EmailTemplate.class)
                .setParameter("names", names)
                .getResultStream()
                .collect(Collectors.toMap(EmailTemplate::getName, EmailTemplate::text));
    }

    @Override
    public List<String> names() {
        return entities.createQuery("select t.name from EmailTemplate t order by t.name", String.class)
                .setMaxResults(MOST_NAMED)
                .getResultList();
    }

    Page<EmailTemplateResponse> list(ListRequest request) {
        return kernel.lists().list(LISTING, request).map(mapper::toResponse);
    }

    EmailTemplateResponse get(UUID id) {
        var template = entities.find(EmailTemplate.class, id);
        if (template == null) {
            throw ProblemException.notFound();
        }
        return mapper.toResponse(template);
    }

    @Transactional
    EmailTemplateResponse create(EmailTemplateRequest request) {
        check(request);
        demandToSay(request.name());
        var template = new EmailTemplate(Ids.next(), request);
        entities.persist(template);
        LIMIT.keep(entities, EmailTemplate.class);
        entities.flush();
        return mapper.toResponse(template);
    }

    @Transactional
    EmailTemplateResponse replace(UUID id, EmailTemplateRequest request, IfMatch ifMatch, boolean isEvenIfUsed) {
        return change(locked(id, ifMatch), request, isEvenIfUsed);
    }

    @Transactional
    EmailTemplateResponse patch(UUID id, ObjectNode patch, IfMatch ifMatch, boolean isEvenIfUsed) {
        var template = locked(id, ifMatch);
        return change(template, kernel.patches().apply(new EmailTemplateRequest(template), patch),
                isEvenIfUsed);
    }

    @Transactional
    void delete(UUID id, IfMatch ifMatch, boolean isEvenIfUsed) {
        var template = locked(id, ifMatch);
        demandToChange(template.getName());
        if (!isEvenIfUsed) {
            used.demandUnused(template.getName());
        }
        entities.remove(template);
    }

    private EmailTemplateResponse change(EmailTemplate template, EmailTemplateRequest request, boolean isEvenIfUsed) {
        check(request);
        demandToChange(template.getName());
        if (!request.name().equals(template.getName())) {
            demandToSay(request.name());
            if (!isEvenIfUsed) {
                used.demandUnused(template.getName());
            }
        }
        template.change(request);
        entities.flush();
        return mapper.toResponse(template);
    }

    /** What comes to have the name is sent by the workflows that name it. */
    private void demandToSay(String name) {
        demandToChange(name);
        used.demandToBegin(name);
    }

    private void demandToChange(String name) {
        dependents.getObject().demandToChangeTemplates(List.of(name));
    }

    private static void check(EmailTemplateRequest request) {
        var faults = new ArrayList<FieldError>();
        check("subject", request.subject(), faults);
        check("body", request.body(), faults);
        if (request.html() != null) {
            check("html", request.html(), faults);
            var fault = HtmlPlaceholders.fault(request.html());
            if (fault != null) {
                faults.add(new FieldError("html", "invalid-html", fault));
            }
        }
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
    }

    private static void check(String field, String text, List<FieldError> faults) {
        var fault = Template.fault(text, ValueNames.OUTSIDE);
        if (fault != null) {
            faults.add(new FieldError(field, "invalid-template", fault));
        }
    }

    private EmailTemplate locked(UUID id, IfMatch ifMatch) {
        var template = entities.find(EmailTemplate.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (template == null) {
            throw ProblemException.notFound();
        }
        ifMatch.check(() -> mapper.toResponse(template));
        return template;
    }
}
