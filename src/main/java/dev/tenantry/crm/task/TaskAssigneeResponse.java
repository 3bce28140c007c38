package dev.tenantry.crm.task;

import java.util.UUID;

/** A member who is to do a task. @param primary whether it is the one whom the task names */
record TaskAssigneeResponse(UUID userId, boolean primary) {}
