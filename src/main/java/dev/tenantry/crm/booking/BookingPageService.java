package dev.tenantry.crm.booking;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.record.RecordService;
import dev.tenantry.shared.tenancy.RowLimit;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.time.DayZone;
import dev.tenantry.shared.time.Zones;
import dev.tenantry.shared.web.IfMatch;

@Service
@Transactional(readOnly = true)
class BookingPageService extends RecordService<BookingPage, BookingPageRequest, BookingPageResponse> {

    /** Those in the trash included. */
    private static final RowLimit LIMIT = RowLimit.ofOrganization("booking pages", 200);

    private static final ListDefinition<BookingPage> LISTING = ListDefinition.of(BookingPage.class)
            .field("id", Long.class)
            .text("name")
            .nullable("ownerId", UUID.class)
            .nullable("teamId", Long.class)
            .field("assignment", Assignment.class)
            .nullable("validFrom", LocalDate.class)
            .nullable("validUntil", LocalDate.class)
            .field("active", Boolean.class)
            .field("linked", Boolean.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .build();

    private final RecordKernel kernel;
    private final BookingPageMapper mapper;
    private final PageRights rights;
    private final BookingLinks links;
    private final DayZone zones;

    BookingPageService(RecordKernel kernel, BookingPageMapper mapper, PageRights rights, BookingLinks links,
            DayZone zones) {
        super(kernel, LISTING, BookingPageRequest.class);
        this.kernel = kernel;
        this.mapper = mapper;
        this.rights = rights;
        this.links = links;
        this.zones = zones;
    }

    /** @throws ProblemException 404 where there is no such page, or no link to it */
    PageLinkResponse link(Long id) {
        var page = kernel.entities().find(BookingPage.class, id);
        if (page == null || page.isTrashed() || !page.isLinked()) {
            throw ProblemException.notFound();
        }
        return new PageLinkResponse(links.to(page));
    }

    /** Those until now lead nowhere any more. */
    @Transactional
    PageLinkResponse makeLink(Long id) {
        var page = locked(id, IfMatch.ANY);
        rights.demand(page);
        changeBesides(page, page::link);
        return new PageLinkResponse(links.to(page));
    }

    @Transactional
    void revokeLink(Long id) {
        var page = locked(id, IfMatch.ANY);
        rights.demand(page);
        changeBesides(page, page::unlink);
    }

    @Override
    @Transactional
    public BookingPageResponse restore(Long id) {
        var restored = super.restore(id);
        rights.demand(kernel.entities().find(BookingPage.class, id));
        return restored;
    }

    @Override
    protected Set<String> identifying() {
        return Set.of();
    }

    @Override
    protected BookingPage make(BookingPageRequest request) {
        var page = as(request);
        rights.demandAsStated(page, List.of());
        return page;
    }

    @Override
    protected void change(BookingPage page, BookingPageRequest request) {
        rights.demand(page);
        var hosts = page.getHostIds();
        rights.demandAsStated(as(request), hosts == null ? List.of() : hosts);
        page.change(request, TenantContext.currentUser(), zone());
    }

    private BookingPage as(BookingPageRequest request) {
        return new BookingPage(request, TenantContext.currentUser(), zone());
    }

    private String zone() {
        return Zones.named(zones.dayZone()).getId();
    }

    @Override
    protected BookingPageRequest state(BookingPage page) {
        return mapper.toRequest(page);
    }

    @Override
    protected BookingPageResponse show(BookingPage page) {
        return mapper.toResponse(page);
    }

    @Override
    protected void created(BookingPage page) {
        LIMIT.keep(kernel.entities(), BookingPage.class);
    }

    @Override
    protected void trashed(BookingPage page) {
        rights.demand(page);
    }
}
