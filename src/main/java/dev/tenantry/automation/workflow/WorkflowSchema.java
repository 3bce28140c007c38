package dev.tenantry.automation.workflow;

/** Where the parts of a workflow's document are described. */
public final class WorkflowSchema {

    public static final String PREFIX = "Workflow";
    public static final String DOCUMENT = "/automation/workflow.schema.json#";
    public static final String TRIGGER = DOCUMENT + "/properties/trigger";
    public static final String ENROLMENT = DOCUMENT + "/properties/enrolment";
    public static final String FILTER = DOCUMENT + "/$defs/eventFilter";
    public static final String STEP = DOCUMENT + "/$defs/step";
    public static final String STEPS = DOCUMENT + "/properties/steps";

    private WorkflowSchema() {}
}
