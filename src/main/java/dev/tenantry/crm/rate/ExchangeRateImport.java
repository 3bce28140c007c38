package dev.tenantry.crm.rate;

import java.util.List;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.imports.mapping.FieldKind;
import dev.tenantry.crm.imports.mapping.ImportTarget;
import dev.tenantry.crm.imports.mapping.TargetField;

/** What files call the fields of exchange rates. */
@Component
class ExchangeRateImport implements ImportTarget {

    private static final List<TargetField> FIELDS = List.of(
            TargetField.of("externalId", FieldKind.TEXT, "id", "rateid", "key", "recordid"),
            TargetField.of("fromCurrency", FieldKind.TEXT, "from", "currency", "currencycode", "basecurrency", "base"),
            TargetField.of("toCurrency", FieldKind.TEXT, "to", "quotecurrency", "targetcurrency", "counter"),
            TargetField.of("validOn", FieldKind.DATE, "date", "day", "ratedate", "effectivedate", "validfrom",
                    "timeperiod"),
            TargetField.of("rate", FieldKind.DECIMAL, "exchangerate", "value", "conversionrate", "obsvalue", "mid"),
            TargetField.of("source", FieldKind.TEXT, "provider", "ratesource", "publisher"));

    @Override
    public String resource() {
        return "exchange-rates";
    }

    @Override
    public String type() {
        return "exchange-rate";
    }

    @Override
    public List<String> identifying() {
        return List.of("externalId");
    }

    @Override
    public List<TargetField> fields() {
        return FIELDS;
    }

    /** Rates of years are not to set off automations. */
    @Override
    public boolean publishesEvents() {
        return false;
    }
}
