package dev.tenantry.crm.forecasttarget;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.record.RecordService;
import dev.tenantry.tenancy.MemberDirectory;

@Service
@Transactional(readOnly = true)
class ForecastTargetService extends RecordService<ForecastTarget, ForecastTargetRequest, ForecastTargetResponse> {

    private static final ListDefinition<ForecastTarget> LISTING = ListDefinition.of(ForecastTarget.class)
            .field("id", Long.class)
            .field("month", LocalDate.class)
            .nullable("ownerId", UUID.class)
            .nullable("teamId", Long.class)
            .field("amount", BigDecimal.class)
            .field("currency", String.class)
            .field("aim", String.class)
            .nullable("externalId", String.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .build();

    private final ForecastTargetMapper mapper;
    private final MemberDirectory members;

    ForecastTargetService(RecordKernel kernel, ForecastTargetMapper mapper, MemberDirectory members) {
        super(kernel, LISTING, ForecastTargetRequest.class);
        this.members = members;
        this.mapper = mapper;
    }

    /** Of each there is one a month. */
    @Override
    public Set<String> unique() {
        return Set.of("externalId", "aim");
    }

    @Override
    protected ForecastTarget make(ForecastTargetRequest request) {
        demandMember(request.ownerId());
        return new ForecastTarget(request);
    }

    @Override
    protected void change(ForecastTarget target, ForecastTargetRequest request) {
        if (!Objects.equals(request.ownerId(), target.getOwnerId())) {
            demandMember(request.ownerId());
        }
        target.change(request);
    }

    @Override
    protected ForecastTargetRequest state(ForecastTarget target) {
        return mapper.toRequest(target);
    }

    @Override
    protected ForecastTargetResponse show(ForecastTarget target) {
        return mapper.toResponse(target);
    }

    /** No foreign key says so: whose target it was stays whose it was when the member has left. */
    private void demandMember(@Nullable UUID owner) {
        if (owner != null && !members.keep(owner)) {
            throw ProblemException.invalid("ownerId", "unknown-reference", "there is no such resource");
        }
    }
}
