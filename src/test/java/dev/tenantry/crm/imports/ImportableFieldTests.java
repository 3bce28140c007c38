package dev.tenantry.crm.imports;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.StringUtils;

import dev.tenantry.crm.imports.mapping.ImportTarget;
import dev.tenantry.crm.imports.mapping.ImportTargets;
import dev.tenantry.crm.imports.mapping.TargetField;
import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.record.RecordRegistry;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportableFieldTests extends ApiTest {

    /** What no column can be mapped to, and why. */
    private static final Map<String, String> OTHERWISE = Map.of("opportunity.pipelineId",
            "one for the whole file: the mapping states it", "opportunity.amountSource",
            "a file has no lines that it could be the sum of", "product.active",
            "a list of what is sold is one of what is sold", "contact.externalIds",
            "a column for each system: externalIds.hubspot", "company.externalIds", "likewise");

    /** What stands in another table. */
    private static final Map<String, Set<String>> BESIDES = Map.of("product",
            Set.of("price", "currency", "priceListId", "minimumQuantity"));

    /** What several columns are mapped to, each by a name of its own. */
    private static final Pattern COLUMNS = Pattern.compile("(email|phone)[23]");
    private static final Pattern ADDRESSES = Pattern
            .compile("(work|home|billing|shipping|other)?([Ss]treet2?|[Pp]ostalCode|[Cc]ity|[Rr]egion|[Cc]ountry)");

    @Autowired
    private ImportTargets targets;
    @Autowired
    private RecordRegistry records;

    List<ImportTarget> targets() {
        return targets.all();
    }

    /** A new field of a record is to be added to its import target, or above. */
    @ParameterizedTest
    @MethodSource("targets")
    void areThoseThatARequestStates(ImportTarget target) throws ClassNotFoundException {
        var importable = target.fields()
                .stream()
                .map(TargetField::name)
                .map(name -> COLUMNS.matcher(name).replaceFirst("$1s"))
                .map(name -> ADDRESSES.matcher(name).matches() ? "addresses" : name)
                .collect(Collectors.toCollection(TreeSet::new));
        OTHERWISE.keySet()
                .stream()
                .filter(field -> field.startsWith(target.type() + "."))
                .forEach(field -> importable.add(field.substring(target.type().length() + 1)));

        assertThat(importable).as(target.getClass().getName()).isEqualTo(stated(target.type()));
    }

    /** An amount is stated with its currency, which has a column of its own in files. */
    private Set<String> stated(String type) throws ClassNotFoundException {
        var records = AopUtils.getTargetClass(this.records.of(type)).getPackageName();
        var names = new TreeSet<>(BESIDES.getOrDefault(type, Set.of()));
        var entity = Stream.of(type.split("-")).map(StringUtils::capitalize).collect(Collectors.joining());
        for (var component : Class.forName(records + "." + entity + "Request").getRecordComponents()) {
            names.add(component.getName());
            if (component.getType() == Money.class) {
                names.add("currency");
            }
        }
        return names;
    }
}
