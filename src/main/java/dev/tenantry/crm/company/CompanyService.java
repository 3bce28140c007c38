package dev.tenantry.crm.company;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.CompanyCreated;
import dev.tenantry.crm.CompanyUpdated;
import dev.tenantry.crm.tag.TaggedService;
import dev.tenantry.crm.timeline.ActivityResponse;
import dev.tenantry.crm.timeline.Subjects;
import dev.tenantry.crm.timeline.Timeline;
import dev.tenantry.shared.journal.DomainEvents;
import dev.tenantry.shared.journal.FieldChange;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.record.RecordKernel;

@Service
@Transactional(readOnly = true)
class CompanyService extends TaggedService<Company, CompanyRequest, CompanyResponse> {

    private static final ListDefinition<Company> LISTING = ListDefinition.of(Company.class)
            .field("id", Long.class)
            .text("name")
            .nullableText("domain")
            .nullableText("sector")
            .nullableText("location")
            .nullable("yearEstablished", Integer.class)
            .nullable("employees", Integer.class)
            .nullable("annualRevenue", BigDecimal.class)
            .nullable("parentId", Long.class)
            .nullable("externalId", String.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .searchedBy("app.search_companies", "name, domain, sector and location")
            .build();

    private final CompanyMapper mapper;
    private final DomainEvents events;
    private final Timeline timeline;

    CompanyService(RecordKernel kernel, CompanyMapper mapper, DomainEvents events, Timeline timeline) {
        super(kernel, LISTING, CompanyRequest.class);
        this.mapper = mapper;
        this.events = events;
        this.timeline = timeline;
    }

    Page<ActivityResponse> timeline(Long id, ListRequest request) {
        return timeline.of(type(), get(id).id(), request);
    }

    @Override
    protected Set<String> identifying() {
        return Set.of("externalId", "name");
    }

    @Override
    protected Company make(CompanyRequest request) {
        return new Company(request);
    }

    @Override
    protected void change(Company company, CompanyRequest request) {
        company.change(request);
    }

    @Override
    protected CompanyRequest state(Company company) {
        return mapper.toRequest(company);
    }

    @Override
    protected CompanyResponse show(Company company) {
        return mapper.toResponse(company);
    }

    @Override
    protected void created(Company company) {
        events.publish(new CompanyCreated(company.getId(), company.getName()));
        timeline.note("company.created", company.getId(), company.getName() + " was added",
                Subjects.of(type(), company.getId()));
    }

    @Override
    protected void changed(Company company, Map<String, FieldChange> changes) {
        events.publish(new CompanyUpdated(company.getId(), company.getName(), changes));
    }
}
