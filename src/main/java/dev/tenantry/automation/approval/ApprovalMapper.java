package dev.tenantry.automation.approval;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

@Mapper
interface ApprovalMapper {

    @Mapping(target = "answer", source = "answer")
    @Mapping(target = ".", source = "approval")
    ApprovalResponse toResponse(Approval approval, ApprovalResponse.@Nullable Own answer);

    RunApprovalResponse toRunResponse(Approval approval, List<RunApprovalResponse.Assignee> assignees,
            @Nullable Set<String> lacking);
}
