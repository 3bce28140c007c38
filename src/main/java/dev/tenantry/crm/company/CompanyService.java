package dev.tenantry.crm.company;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

import dev.tenantry.crm.externalid.ExternalId;
import dev.tenantry.crm.follower.FollowedService;
import dev.tenantry.crm.merger.Mergeable;
import dev.tenantry.crm.timeline.ActivityResponse;
import dev.tenantry.crm.timeline.Subjects;
import dev.tenantry.crm.timeline.Timeline;
import dev.tenantry.shared.journal.FieldChange;
import dev.tenantry.shared.listing.Field;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.record.RecordEvents;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.record.SeveralValues;
import dev.tenantry.shared.web.IfMatch;

@Service
@Transactional(readOnly = true)
class CompanyService extends FollowedService<Company, CompanyRequest, CompanyResponse>
        implements
            Mergeable<CompanyRequest> {

    private static final String EXTERNAL = "externalIds";
    private static final String MERGED = "merged";
    private static final String OTHER = "mergedId";
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
            .found(EXTERNAL, "app.companies_by_external_id", Field.Matching.EXACT)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .searchedBy("app.search_companies", "name, domain, sector, location and the cities of the addresses")
            .build();

    private final EntityManager entities;
    private final CompanyMapper mapper;
    private final Timeline timeline;

    CompanyService(RecordKernel kernel, CompanyMapper mapper, Timeline timeline) {
        super(kernel, LISTING, CompanyRequest.class);
        this.entities = kernel.entities();
        this.mapper = mapper;
        this.timeline = timeline;
    }

    Page<ActivityResponse> timeline(Long id, ListRequest request) {
        return timeline.of(type(), get(id).id(), request);
    }

    @Override
    @Transactional
    public void expect(Long id, IfMatch expected) {
        locked(id, expected);
    }

    @Override
    public CompanyRequest stated(Long id) {
        return mapper.toRequest(Objects.requireNonNull(entities.find(Company.class, id)));
    }

    @Override
    @Transactional
    public void giveUpKeys(Long id) {
        var company = locked(id, IfMatch.ANY);
        changeBesides(company, company::giveUpKeys);
    }

    @Override
    @Transactional
    public void merged(Long id, Long other) {
        RecordEvents.tell(this, locked(id, IfMatch.ANY), MERGED, Map.of(OTHER, other));
    }

    @Override
    protected Set<String> identifying() {
        return Set.of("externalId", "name", EXTERNAL);
    }

    /** Each of the keys identifies. */
    @Override
    protected Map<String, SeveralValues<Company>> several() {
        return Map.of(EXTERNAL, new SeveralValues<>("app.companies_by_external_id", Company::externalKeys, true));
    }

    /** What workflows find one by, which state one text. */
    @Override
    public Set<String> identifiedBy() {
        return Set.of("externalId", "name");
    }

    @Override
    public JsonNode stating(String property, String value) {
        return property.equals(EXTERNAL) ? ExternalId.stating(value) : super.stating(property, value);
    }

    @Override
    protected Company make(CompanyRequest request) {
        refuseHeld(EXTERNAL, ExternalId.fresh(request.externalIds(), List.of()), null);
        return new Company(request);
    }

    @Override
    protected void change(Company company, CompanyRequest request) {
        refuseHeld(EXTERNAL, ExternalId.fresh(request.externalIds(), company.externalKeys()), company.getId());
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
    protected Map<String, Map<String, Type>> tells() {
        var told = new HashMap<>(RecordEvents.USUAL);
        told.put(MERGED, Map.of(OTHER, Long.class));
        return told;
    }

    @Override
    protected void created(Company company) {
        RecordEvents.tell(this, company, RecordEvents.CREATED, Map.of());
        timeline.note("company.created", company.getId(), company.getName() + " was added",
                Subjects.of(type(), company.getId()));
    }

    @Override
    protected void changed(Company company, Map<String, FieldChange> changes) {
        RecordEvents.tell(this, company, RecordEvents.UPDATED, Map.of(RecordEvents.CHANGES, changes));
    }
}
