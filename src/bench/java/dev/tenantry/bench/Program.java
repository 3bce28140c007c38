package dev.tenantry.bench;

/**
 * What a workflow does when a contact is added, in three steps.
 *
 * @param target steps a second
 */
enum Program {

    DECIDING("condition, set_variable, condition", 8000) {
        @Override
        String steps() {
            return "[%s,%s,%s]".formatted(CONDITION, """
                    {"type":"set_variable","config":{"variable":"seen","value":"{{trigger.email}}"}}""", """
                    {"type":"condition","config":{"field":"variables.seen","operator":"exists"}}""");
        }
    },
    WRITING("condition, create_task, update_contact", 4000) {
        @Override
        String steps() {
            return "[%s,%s,%s]".formatted(CONDITION, """
                    {"type":"create_task","config":{"title":"Call {{contact.name}}","priority":"high"}}""", """
                    {"type":"update_contact","config":{"fields":{"jobTitle":"Run {{run.id}}"}}}""");
        }
    },
    /** For tenants without a contact. */
    TRIGGERED("condition, condition, condition", 8000) {
        @Override
        String steps() {
            return "[%1$s,%1$s,%1$s]".formatted("""
                    {"type":"condition","config":{"field":"trigger.email","operator":"exists"}}""");
        }
    };

    static final int STEPS = 3;
    static final String CONDITION = """
            {"type":"condition","config":{"field":"contact.name","operator":"contains","value":"fischer"}}""";
    /** A variable that each of the workflows has. */
    static final String VARIABLE = """
            {"name":"seen","type":"string"}""";

    private final String text;
    private final int target;

    Program(String text, int target) {
        this.text = text;
        this.target = target;
    }

    /** @return a JSON array */
    abstract String steps();

    String text() {
        return text;
    }

    int target() {
        return target;
    }
}
