package dev.tenantry.automation.approval;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;

@Mapper
interface ApprovalMapper {

    ApprovalResponse toResponse(Approval approval);

    RunApprovalResponse toRunResponse(Approval approval, List<RunApprovalResponse.Assignee> assignees,
            @Nullable Set<String> lacking);
}
