package dev.tenantry.automation.workflow;

/** Where the parts of a workflow's document are described. */
final class WorkflowSchema {

    static final String PREFIX = "Workflow";
    static final String DOCUMENT = "/automation/workflow.schema.json#";
    static final String TRIGGER = DOCUMENT + "/properties/trigger";
    static final String STEPS = DOCUMENT + "/properties/steps";

    private WorkflowSchema() {}
}
