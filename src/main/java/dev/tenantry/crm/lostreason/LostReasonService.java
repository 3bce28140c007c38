package dev.tenantry.crm.lostreason;

import java.time.Instant;
import java.util.Set;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.record.RecordService;
import dev.tenantry.shared.tenancy.RowLimit;

@Service
@Transactional(readOnly = true)
class LostReasonService extends RecordService<LostReason, LostReasonRequest, LostReasonResponse> {

    private static final RowLimit LIMIT = RowLimit.ofOrganization("lost reasons", 200);

    private static final ListDefinition<LostReason> LISTING = ListDefinition.of(LostReason.class)
            .field("id", Long.class)
            .text("name")
            .nullable("externalId", String.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .build();

    private final RecordKernel kernel;
    private final LostReasonMapper mapper;

    LostReasonService(RecordKernel kernel, LostReasonMapper mapper) {
        super(kernel, LISTING, LostReasonRequest.class);
        this.kernel = kernel;
        this.mapper = mapper;
    }

    @Override
    protected Set<String> identifying() {
        return Set.of("externalId", "name");
    }

    @Override
    public Set<String> unique() {
        return Set.of("externalId", "name");
    }

    @Override
    protected LostReason make(LostReasonRequest request) {
        return new LostReason(request);
    }

    @Override
    protected void change(LostReason reason, LostReasonRequest request) {
        reason.change(request);
    }

    @Override
    protected LostReasonRequest state(LostReason reason) {
        return mapper.toRequest(reason);
    }

    @Override
    protected LostReasonResponse show(LostReason reason) {
        return mapper.toResponse(reason);
    }

    @Override
    protected void created(LostReason reason) {
        LIMIT.keep(kernel.entities(), LostReason.class);
    }
}
