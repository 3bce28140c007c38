package dev.tenantry.crm.pricelist;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.record.RecordService;
import dev.tenantry.shared.tenancy.RowLimit;

@Service
@Transactional(readOnly = true)
class PriceListService extends RecordService<PriceList, PriceListRequest, PriceListResponse> {

    private static final RowLimit LIMIT = RowLimit.ofOrganization("price lists", 200);

    private static final ListDefinition<PriceList> LISTING = ListDefinition.of(PriceList.class)
            .field("id", Long.class)
            .text("name")
            .nullable("validFrom", LocalDate.class)
            .nullable("validUntil", LocalDate.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .build();

    private final RecordKernel kernel;
    private final PriceListMapper mapper;

    PriceListService(RecordKernel kernel, PriceListMapper mapper) {
        super(kernel, LISTING, PriceListRequest.class);
        this.kernel = kernel;
        this.mapper = mapper;
    }

    @Override
    protected Set<String> identifying() {
        return Set.of("name");
    }

    @Override
    public Set<String> unique() {
        return Set.of("name");
    }

    @Override
    protected PriceList make(PriceListRequest request) {
        return new PriceList(request);
    }

    @Override
    protected void change(PriceList list, PriceListRequest request) {
        list.change(request);
    }

    @Override
    protected PriceListRequest state(PriceList list) {
        return mapper.toRequest(list);
    }

    @Override
    protected PriceListResponse show(PriceList list) {
        return mapper.toResponse(list);
    }

    @Override
    protected void created(PriceList list) {
        LIMIT.keep(kernel.entities(), PriceList.class);
    }
}
