package dev.tenantry.crm.assignment;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.record.RecordService;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.IfMatch;

@Service
@Transactional(readOnly = true)
class MemberAbsenceService extends RecordService<MemberAbsence, MemberAbsenceRequest, MemberAbsenceResponse> {

    private static final ListDefinition<MemberAbsence> LISTING = ListDefinition.of(MemberAbsence.class)
            .field("id", Long.class)
            .field("memberId", UUID.class)
            .field("startsAt", Instant.class)
            .field("endsAt", Instant.class)
            .nullable("externalId", String.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .build();

    private final RecordKernel kernel;
    private final MemberAbsenceMapper mapper;
    private final AbsentMembers members;

    MemberAbsenceService(RecordKernel kernel, MemberAbsenceMapper mapper, AbsentMembers members) {
        super(kernel, LISTING, MemberAbsenceRequest.class);
        this.kernel = kernel;
        this.mapper = mapper;
        this.members = members;
    }

    @Override
    @Transactional
    public void trash(Long id, IfMatch expected) {
        members.demand(locked(id, expected).getMemberId());
        super.trash(id, expected);
    }

    @Override
    @Transactional
    public MemberAbsenceResponse restore(Long id) {
        var absence = kernel.entities().find(MemberAbsence.class, id);
        if (absence != null) {
            members.demand(absence.getMemberId());
        }
        return super.restore(id);
    }

    @Override
    protected MemberAbsence make(MemberAbsenceRequest request) {
        var member = Objects.requireNonNullElseGet(request.memberId(), MemberAbsenceService::caller);
        members.demandMember(member);
        return new MemberAbsence(member, period(request, member), request.externalId());
    }

    @Override
    protected void change(MemberAbsence absence, MemberAbsenceRequest request) {
        members.demand(absence.getMemberId());
        var member = Objects.requireNonNullElse(request.memberId(), absence.getMemberId());
        if (!member.equals(absence.getMemberId())) {
            members.demandMember(member);
        }
        absence.change(member, period(request, member), request.externalId());
    }

    private static UUID caller() {
        var user = TenantContext.current().userId();
        if (user == null) {
            throw ProblemException.invalid("memberId", "required", "whose absence it is");
        }
        return user;
    }

    private AbsencePeriod period(MemberAbsenceRequest request, UUID member) {
        return AbsencePeriod.of(request, () -> members.zone(member));
    }

    @Override
    protected MemberAbsenceRequest state(MemberAbsence absence) {
        return mapper.toRequest(absence);
    }

    @Override
    protected MemberAbsenceResponse show(MemberAbsence absence) {
        return mapper.toResponse(absence);
    }

    @Override
    protected Set<String> identifying() {
        return Set.of("externalId");
    }
}
