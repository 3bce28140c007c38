package dev.tenantry.crm.pipeline;

import java.util.Arrays;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a stage can require of the deals that enter it. */
public enum DealField {

    AMOUNT("amount"),
    CONTACT("contactId"),
    COMPANY("companyId"),
    OWNER("ownerId"),
    AGENT("agent"),
    PRODUCT("product"),
    STARTED_ON("startedOn"),
    EXPECTED_CLOSE_ON("expectedCloseOn");

    private final String property;

    DealField(String property) {
        this.property = property;
    }

    static DealField of(String property) {
        return Arrays.stream(values()).filter(field -> field.property.equals(property)).findFirst().orElseThrow();
    }

    /** As the API calls it. */
    @JsonValue
    @Override
    public String toString() {
        return property;
    }
}
