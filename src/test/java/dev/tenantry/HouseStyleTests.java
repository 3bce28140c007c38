package dev.tenantry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import jakarta.mail.Transport;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.validation.constraints.AssertFalse;
import jakarta.validation.constraints.AssertTrue;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailException;
import org.springframework.modulith.ApplicationModule;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.integrations.Operation;
import dev.tenantry.notification.Mail;
import dev.tenantry.notification.OwnMailServers;
import dev.tenantry.notification.delivery.Carriers;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.journal.DomainEvent;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.network.IpAddress;
import dev.tenantry.shared.network.IpRange;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.FieldRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** How the code looks, as far as a machine can tell. */
class HouseStyleTests {

    private static final int LONGEST_FILE = 250;
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?[\\w.]+\\.(\\w+);\\n");
    private static final int WITH_MODULE_AND_ROOM = 4;
    private static final int MOST_COLLABORATORS = 6;
    private static final Pattern VERSIONED = Pattern.compile("V(\\d+)(?:_\\d+)?__([a-z]+)(_\\w+)?\\.sql");
    private static final Pattern SECRET = Pattern.compile(
            "(?i).*(password|secret|otp)|token|\\w+token|.*hash|serviceKey|authCode|codeVerifier|nonce");
    private static final JavaClasses OURS = OurClasses.ALL;

    /** Of the tests, which Error Prone passes over: what it finds in them is not worth half of their compilation. */
    @Test
    void testsImportWhatTheyUse() throws IOException {
        try (var files = Files.walk(Path.of("src/test/java"))) {
            var unused = files.filter(file -> file.toString().endsWith(".java")).flatMap(HouseStyleTests::unused);

            assertThat(unused).isEmpty();
        }
    }

    private static Stream<String> unused(Path file) {
        try {
            var text = Files.readString(file);
            var code = IMPORT.matcher(text).replaceAll("");
            return IMPORT.matcher(text)
                    .results()
                    .map(found -> found.group(1))
                    .filter(name -> !Pattern.compile("\\b" + name + "\\b").matcher(code).find())
                    .map(name -> file + ": " + name);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void packagesAreNamedAfterWhatTheyAreAbout() {
        noClasses().should()
                .resideInAnyPackage("..controller..", "..service..", "..repository..", "..entity..", "..dto..",
                        "..util..", "..impl..")
                .check(OURS);
        noClasses().that()
                .haveSimpleNameNotEndingWith("MapperImpl")
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .check(OURS);
    }

    @Test
    void modulesSayWhatTheyDependOn() {
        assertThat(OURS.getPackage("dev.tenantry").getSubpackages())
                .isNotEmpty()
                .allSatisfy(root -> assertThat(root.getAnnotationOfType(ApplicationModule.class).allowedDependencies())
                        .as(root.getName())
                        .doesNotContain(ApplicationModule.OPEN_TOKEN));
    }

    /** Whoever reads one can leave others unread. */
    @Test
    void packagesDependOnEachOtherOneWay() {
        slices().assignedFrom(by("packages", Integer.MAX_VALUE)).should().beFreeOfCycles().check(OURS);
    }

    /** The name that is ordered by would be that of the cast, which no index serves. */
    @Test
    void nothingIsOrderedByTheCastOfAColumn() throws IOException {
        var hidden = Pattern.compile("\\b(?:\\w+\\.)?(\\w+)::[\\w:]+(?!\\s+as\\b)[^;]{0,600}?\\border by\\s+\\1\\b",
                Pattern.CASE_INSENSITIVE);
        for (var folder : List.of("src/main/java", "db/migration")) {
            try (var files = Files.walk(Path.of(folder)).filter(Files::isRegularFile)) {
                assertThat(files).isNotEmpty()
                        .allSatisfy(file -> assertThat(Files.readString(file)).as(file.toString())
                                .doesNotContainPattern(hidden));
            }
        }
    }

    /** With what is inside of them. */
    @Test
    void foldersOfModulesDependOnEachOtherOneWay() {
        slices().assignedFrom(by("folders of modules", WITH_MODULE_AND_ROOM)).should().beFreeOfCycles().check(OURS);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes().should(resideInANullMarkedPackage()).check(OURS);
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(file -> file.endsWith("package-info.java")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file)).as(file.toString()).startsWith("/**"));
        }
    }

    /** Its fault is told of one of them, by a code of its own. */
    @Test
    void whatIsCheckedAcrossFieldsNamesThem() {
        var checks = OURS.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(FieldRule.class))
                .toList();

        assertThat(OURS.stream().flatMap(type -> type.getMethods().stream()))
                .as("what has neither a field nor a code")
                .noneMatch(method -> method.isAnnotatedWith(AssertTrue.class)
                        || method.isAnnotatedWith(AssertFalse.class));
        assertThat(checks).isNotEmpty().allSatisfy(check -> {
            var rule = check.getAnnotationOfType(FieldRule.class);
            var fields = check.getOwner().getFields().stream().map(JavaField::getName).toList();
            assertThat(fields).contains(rule.field());
            assertThat(rule.message()).containsAnyOf(fields.toArray(String[]::new));
            assertThat(rule.code()).matches("[a-z]+(-[a-z]+)*");
        });
    }

    @Test
    void controllersStayInsideTheirPackages() {
        classes().that()
                .areMetaAnnotatedWith(RestController.class)
                .and()
                .areNotAnnotations()
                .should()
                .bePackagePrivate()
                .check(OURS);
    }

    @Test
    void controllersOnlyTranslate() {
        noClasses().that()
                .areMetaAnnotatedWith(RestController.class)
                .should()
                .beAnnotatedWith(Transactional.class)
                .orShould()
                .dependOnClassesThat()
                .areAnnotatedWith(Entity.class)
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(TenantContext.class, EntityManager.class, JdbcClient.class)
                .check(OURS);
        methods().that()
                .areDeclaredInClassesThat()
                .areMetaAnnotatedWith(RestController.class)
                .and()
                .areDeclaredInClassesThat()
                .haveSimpleNameEndingWith("Controller")
                .should(catchNothing())
                .check(OURS);
    }

    @Test
    void entitiesStayInsideTheirPackagesAndHaveVerbs() {
        classes().that()
                .areAnnotatedWith(Entity.class)
                .should()
                .bePackagePrivate()
                .check(OURS);
        noMethods().that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(Entity.class)
                .should()
                .haveNameMatching("set[A-Z].*")
                .check(OURS);
    }

    @Test
    void servicesOfATenantSayHowTheyTransact() {
        classes().that()
                .areAnnotatedWith(Service.class)
                .and(workWithTheTenantsRows())
                .should()
                .beAnnotatedWith(Transactional.class)
                .check(OURS);
    }

    @Test
    void beansAreGivenWhatTheyNeedWhenTheyAreMade() {
        noFields().should().beAnnotatedWith(Autowired.class).check(OURS);
        constructors().that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(Service.class)
                .should(haveFewParameters())
                .check(OURS);
    }

    @Test
    void secretsOfRecordsAreSecret() {
        fields().that()
                .areDeclaredInClassesThat()
                .areRecords()
                .and()
                .areNotStatic()
                .and(DescribedPredicate.describe("are named like a secret", field -> SECRET.matcher(field.getName())
                        .matches()))
                .should()
                .notHaveRawType(String.class)
                .check(OURS);
    }

    /** A mask by hand is forgotten for the next component. Messages have links and codes in the midst of their texts. */
    @Test
    void recordsAreShownByTheCompiler() {
        classes().that()
                .areRecords()
                .and()
                .doNotBelongToAnyOf(Secret.class, EmailAddress.class, Money.class, IpAddress.class, IpRange.class)
                .and()
                .resideOutsideOfPackage("dev.tenantry.notification..")
                .should(haveNoToStringOfTheirOwn())
                .check(OURS);
    }

    @Test
    void fieldsAreNotPublic() {
        fields().that().areNotStatic().should().notBePublic().check(OURS);
    }

    @Test
    void eventsAreRecords() {
        classes().that()
                .implement(DomainEvent.class)
                .should()
                .beRecords()
                .check(OURS);
    }

    @Test
    void timeComesFromTheClock() {
        noClasses().should()
                .callMethodWhere(isCallWithoutClock())
                .check(OURS);
    }

    /** Conditions are settled where the application is built ahead of its start, and settings are not there yet. */
    @Test
    void whichBeansThereAreDependsOnNoSetting() {
        noClasses().should()
                .beMetaAnnotatedWith(Conditional.class)
                .orShould()
                .beMetaAnnotatedWith(Profile.class)
                .orShould()
                .implement(Condition.class)
                .check(OURS);
        noMethods().should()
                .beMetaAnnotatedWith(Conditional.class)
                .orShould()
                .beMetaAnnotatedWith(Profile.class)
                .check(OURS);
    }

    @Test
    void nobodyPrintsPastTheLog() {
        noClasses().should()
                .callMethod(Throwable.class, "printStackTrace")
                .check(OURS);
    }

    @Test
    void noFileIsTooLongToReadAtOnce() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readAllLines(file)).as(file.toString())
                            .hasSizeLessThanOrEqualTo(LONGEST_FILE));
        }
    }

    /** {@code EgressClient} guards what leaves. PostgreSQL's archive is read from our own jar. */
    @Test
    void otherServersAreAskedInOnePlace() {
        noClasses().that()
                .resideOutsideOfPackage("dev.tenantry.shared.http")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "org.apache.hc..", "org.springframework.web.client..",
                        "org.springframework.web.reactive.function.client..")
                .check(OURS);
        noClasses().that()
                .doNotHaveSimpleName("PostgresBinaries")
                .should()
                .callMethod(URL.class, "openConnection")
                .orShould()
                .callMethod(URL.class, "openStream")
                .orShould()
                .callConstructor(Socket.class, String.class, int.class)
                .check(OURS);
    }

    /** What goes out by another way would go to those, too, who are not written to. */
    @Test
    void mailsLeaveInOnePlace() {
        noClasses().that()
                .resideOutsideOfPackages("dev.tenantry.notification.delivery", "dev.tenantry.integrations.provider")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Transport.class)
                .orShould()
                .dependOnClassesThat(DescribedPredicate.describe("send mail", type -> type.getPackageName()
                        .startsWith("org.springframework.mail") && !type.isAssignableTo(MailException.class)))
                .check(OURS);
        noClasses().that()
                .resideOutsideOfPackage("dev.tenantry.notification.email")
                .should()
                .callMethod(Carriers.class, "carry", Mail.class, Duration.class)
                .orShould()
                .callMethod(OwnMailServers.class, "send", UUID.class, Mail.class, Duration.class)
                .check(OURS);
        noClasses().that()
                .doNotImplement(OwnMailServers.class)
                .should()
                .callConstructor(Operation.SendMail.class, Mail.class)
                .check(OURS);
    }

    /** The driver knows no Instant: {@code Rows} does. */
    @Test
    void timesAreReadInOnePlace() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            assertThat(
                    files.filter(file -> file.toString().endsWith(".java")).filter(file -> !file.endsWith("Rows.java")))
                    .allSatisfy(file -> assertThat(Files.readString(file)).as(file.toString())
                            .doesNotContainPattern("getObject\\([^)]*OffsetDateTime\\.class"));
        }
    }

    /** The machine's language and its digits are nobody's: what is derived, drawn or compared is the same everywhere. */
    @Test
    void textsAreWrittenInNoLanguageOfTheMachine() throws IOException {
        noClasses().should()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(String.class, "toUpperCase")
                .orShould()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(Locale.class, "getDefault")
                .check(OURS);
        var ofNumbers = Pattern.compile("%[0-9$,.+(#-]*[doxXeEfgGaAtTn]");
        try (var files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readAllLines(file)).as(file.toString())
                            .filteredOn(line -> !line.contains("String.format(Locale."))
                            .noneMatch(line -> ofNumbers.matcher(line).find()));
        }
    }

    /** It refuses an element that comes twice, as what people write may. A constant is noticed at once. */
    @Test
    void setsOfWhatIsReadLetElementsComeTwice() {
        codeUnits().that().doNotHaveName("<clinit>").should(notMakeASetOfAnArray()).check(OURS);
    }

    /** The driver writes an array of its own times without their offset: the session's zone would have to be the machine's. */
    @Test
    void timesAreNoArraysOfTheDriversType() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file)).as(file.toString())
                            .doesNotContainPattern("\\bTimestamp\\["));
        }
    }

    /** By hand it has always been wrong for somebody's characters. */
    @Test
    void textsAreShortenedInOnePlace() throws IOException {
        var byHand = Pattern.compile("substring\\(\\s*0,\\s*(Math\\.min|[A-Z_]{3,}|[0-9]{2,})");
        try (var files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                    // Of letters of the Latin alphabet, and digits.
                    .filter(file -> !List.of("Slugs.java", "Examples.java").contains(file.getFileName().toString())))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file)).as(file.toString())
                            .doesNotContainPattern(byHand));
        }
    }

    @Test
    void migrationsAreNamedAfterTheirModules() throws IOException {
        var modules = OURS.getPackage("dev.tenantry").getSubpackages().stream().map(p -> p.getRelativeName()).toList();
        try (var files = Files.list(Path.of("db/migration"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .isNotEmpty()
                    .allMatch(name -> name
                            .matches("afterMigrate\\.sql|(V\\d+(_\\d+)?|R)__(" + String.join("|", modules)
                                    + ")(_\\w+)?\\.sql"));
        }
    }

    /** What a module has in the database is found in one place, and the next module has numbers of its own. */
    @Test
    void tenNumbersOfMigrationsAreOneModules() throws IOException {
        try (var files = Files.list(Path.of("db/migration"))) {
            var modules = files.map(file -> VERSIONED.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .collect(Collectors.groupingBy(name -> Integer.parseInt(name.group(1)) / 10,
                            Collectors.mapping(name -> name.group(2), Collectors.toSet())));

            // The last ten before what erases people is that of several, which have numbers of their own there.
            modules.getOrDefault(8, Set.of()).removeAll(Set.of("metering", "access"));
            assertThat(modules).isNotEmpty().allSatisfy((_, ofTen) -> assertThat(ofTen).hasSize(1));
        }
    }

    /** @param depth how many parts of a package's name count */
    private static SliceAssignment by(String description, int depth) {
        return new SliceAssignment() {

            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                var parts = type.getPackageName().split("\\.");
                return SliceIdentifier.of(List.of(parts).subList(0, Math.min(parts.length, depth)));
            }

            @Override
            public String getDescription() {
                return description;
            }
        };
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a null-marked package") {

            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(type, marked, type.getPackageName() + " is not null-marked"));
            }
        };
    }

    /** To close a resource is not to catch. */
    private static ArchCondition<JavaMethod> catchNothing() {
        return new ArchCondition<>("leave failures to the advice") {

            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                var caught = method.getTryCatchBlocks()
                        .stream()
                        .flatMap(block -> block.getCaughtThrowables().stream())
                        .filter(type -> !type.isEquivalentTo(Throwable.class))
                        .toList();
                events.add(new SimpleConditionEvent(method, caught.isEmpty(),
                        method.getFullName() + " catches " + caught));
            }
        };
    }

    private static ArchCondition<JavaCodeUnit> notMakeASetOfAnArray() {
        return new ArchCondition<>("not call Set.of with an array") {

            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                var isCalled = unit.getMethodCallsFromSelf()
                        .stream()
                        .map(call -> call.getTarget())
                        .anyMatch(target -> target.getOwner().isEquivalentTo(Set.class) && target.getName().equals("of")
                                && target.getRawParameterTypes().stream().anyMatch(JavaClass::isArray));
                events.add(
                        new SimpleConditionEvent(unit, !isCalled, unit.getFullName() + " calls Set.of with an array"));
            }
        };
    }

    private static ArchCondition<JavaConstructor> haveFewParameters() {
        return new ArchCondition<>("have at most " + MOST_COLLABORATORS + " parameters") {

            @Override
            public void check(JavaConstructor constructor, ConditionEvents events) {
                events.add(new SimpleConditionEvent(constructor,
                        constructor.getRawParameterTypes().size() <= MOST_COLLABORATORS, constructor.getFullName()
                                + " has " + constructor.getRawParameterTypes().size()));
            }
        };
    }

    private static ArchCondition<JavaClass> haveNoToStringOfTheirOwn() {
        return new ArchCondition<>("have no toString of their own") {

            @Override
            public void check(JavaClass type, ConditionEvents events) {
                // What the compiler makes all has the line of the record.
                var own = type.getMethod("toString").getSourceCodeLocation().getLineNumber() != type
                        .getMethod("hashCode")
                        .getSourceCodeLocation()
                        .getLineNumber();
                events.add(new SimpleConditionEvent(type, !own, type.getName() + " says itself how it is shown"));
            }
        };
    }

    private static DescribedPredicate<JavaClass> workWithTheTenantsRows() {
        return DescribedPredicate.describe("work with the tenant's rows",
                type -> type.getAllFields()
                        .stream()
                        .anyMatch(field -> field.getRawType().isEquivalentTo(EntityManager.class)
                                || field.getRawType().isEquivalentTo(JdbcClient.class)
                                || field.getRawType().isEquivalentTo(RecordKernel.class)));
    }

    private static DescribedPredicate<JavaMethodCall> isCallWithoutClock() {
        var timed = List.of("java.time.Instant", "java.time.LocalDate", "java.time.LocalDateTime",
                "java.time.OffsetDateTime", "java.time.ZonedDateTime");
        return DescribedPredicate.describe("ask the machine for the time",
                call -> call.getName().equals("now") && timed.contains(call.getTargetOwner().getName())
                        && call.getTarget().getRawParameterTypes().isEmpty());
    }
}
