package dev.tenantry.crm.lead;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.lead.ConversionChange.Kind;
import dev.tenantry.crm.lead.ConversionResponse.Difference;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;

/** One conversion, as it is done: the records that it makes and fills, and what it has done so far. */
final class ConversionWork {

    static final String CONTACT = "contact";
    static final String COMPANY = "company";
    static final String OPPORTUNITY = "opportunity";

    private final ConvertedRecords records;
    private final Lead lead;
    private final ConversionRequest request;
    private final boolean isFilling;
    private final @Nullable UUID owner;
    private final List<ConversionChange> changes = new ArrayList<>();
    private final List<Difference> differences = new ArrayList<>();

    ConversionWork(ConvertedRecords records, Lead lead, ConversionRequest request, boolean isFilling) {
        this.records = records;
        this.lead = lead;
        this.request = request;
        this.isFilling = isFilling;
        this.owner = request.ownerId() == null ? lead.getOwnerId() : request.ownerId();
    }

    List<ConversionChange> changes() {
        return changes;
    }

    List<Difference> differences() {
        return differences;
    }

    /** @throws ProblemException 403; 409 where a contact has the lead's address and the request says nothing of that */
    void refuseAnother() {
        demand();
        if (lead.getEmail() != null && request.contactId() == null && !Boolean.TRUE.equals(request.createContact())) {
            records.refuseAnother(lead.getEmail());
        }
    }

    /** @throws ProblemException 403, before anything has changed, or 422 with the field */
    Converted run() {
        demand();
        var company = company();
        var stated = ConversionFields.contact(lead, company, owner);
        var contact = request.contactId() == null
                ? create(CONTACT, stated, "")
                : fill(CONTACT, request.contactId(), "contactId", stated);
        var deal = request.opportunity();
        return new Converted(contact, company, deal == null
                ? null
                : create(OPPORTUNITY,
                        ConversionFields.opportunity(lead, deal, contact, companyOf(contact, company), owner),
                        "opportunity."));
    }

    private void demand() {
        demand(CONTACT, request.contactId());
        if (request.companyId() != null || isNewCompany()) {
            demand(COMPANY, request.companyId());
        }
        if (request.opportunity() != null) {
            records.demand(OPPORTUNITY, "create");
        }
    }

    /** One that there is gets the lead's tags and timeline, even where nothing of it is filled. */
    private void demand(String type, @Nullable Long stated) {
        records.demand(type, "read");
        records.demand(type, stated == null ? "create" : "update");
    }

    private boolean isNewCompany() {
        return Boolean.TRUE.equals(request.createCompany());
    }

    private @Nullable Long company() {
        var stated = ConversionFields.company(lead);
        if (request.companyId() != null) {
            return fill(COMPANY, request.companyId(), "companyId", stated);
        }
        if (isNewCompany() && !stated.has("name")) {
            throw ProblemException.invalid("createCompany", "no-name",
                    "the lead names no company, and no domain of one");
        }
        return isNewCompany() ? create(COMPANY, stated, "") : null;
    }

    /** The deal is with the employer of a contact who has one, where nothing else is said. */
    private @Nullable Long companyOf(Long contact, @Nullable Long company) {
        var employer = company == null ? records.find(CONTACT, contact).path("companyId").asString("") : "";
        return employer.isEmpty() ? company : Long.valueOf(employer);
    }

    /** @param place of its fields in the request */
    private Long create(String type, ObjectNode properties, String place) {
        try {
            var id = records.create(type, properties);
            changes.add(new ConversionChange(Kind.CREATED, type, id, JsonNodeFactory.instance.objectNode()));
            return id;
        } catch (ProblemException refusal) {
            throw refusal.errors().isEmpty()
                    ? refusal
                    : ProblemException.of(refusal.type(), refusal.detail(), refusal.errors()
                            .stream()
                            .map(error -> new FieldError(place + error.field(), error.code(), error.message()))
                            .toList());
        }
    }

    /** What the record has not is filled, where it may be, and what it has otherwise is told. */
    private Long fill(String type, Long id, String field, ObjectNode stated) {
        var present = records.hold(type, id, field);
        var filled = JsonNodeFactory.instance.objectNode();
        stated.properties().forEach(property -> {
            var name = property.getKey();
            if (present.path(name).isMissingNode() || present.path(name).isNull()) {
                if (isFilling) {
                    filled.set(name, property.getValue());
                }
            } else if (!ConversionFields.isSame(present, name, property.getValue(), lead.phoneKeys())) {
                differences.add(new Difference(type, id, name, present.path(name).asString(""),
                        property.getValue().asString()));
            }
        });
        if (!filled.isEmpty()) {
            records.patch(type, id, filled);
            changes.add(new ConversionChange(Kind.FILLED, type, id, filled));
        }
        return id;
    }
}
