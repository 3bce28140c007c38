package dev.tenantry.identity.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasName;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMapping;

import dev.tenantry.OurClasses;
import dev.tenantry.shared.access.ChangesCredentials;
import dev.tenantry.shared.access.CredentialGuard;

import static org.assertj.core.api.Assertions.assertThat;

/** That there is no way to a session, and none to what somebody signs in with, past those who guard them. */
class CredentialPathTests {

    private static final String IDENTITY = "dev.tenantry.identity.";
    /** Statements by which somebody can sign in afterwards who could not before. */
    private static final Pattern WRITING = Pattern.compile(
            "(?is)insert into auth\\.(?:users|identities|mfa_factors|mfa_backup_codes)\\b|update auth\\.mfa_factors set (?:status|web_authn)"
                    + "|update auth\\.users set\\s[^\"]{0,400}?\\b(?:encrypted_password = (?!null)|email = |phone = )|insert into trusted_devices|insert into auth\\.sessions");
    /** Where these are, and what of them is done to an account that there is: by class, its methods. */
    private static final Map<String, Set<String>> WRITERS = Map.of(
            "account.Users", Set.of("addIdentity", "changePasswordHash", "setFirstPassword"),
            "account.UserChanges", Set.of("changeEmail", "changePhone"),
            "account.Identities", Set.of("claim"),
            "mfa.FactorStore", Set.of("insert", "verified"),
            "mfa.BackupCodes", Set.of("renew"),
            "alert.TrustedDevices", Set.of("save"),
            "admin.AccountStore", Set.of("update"),
            // What begins sessions, and what is done at the console.
            "session.SessionStore", Set.of(), "admin.SessionRows", Set.of(), "AccountReset", Set.of());
    private static final String VOUCHED = "the provider, and nobody's session, says whose it is: by what it calls the person, or by an address that both have proven";
    private static final String NEW = "the account is made then";
    /** Endpoints on whose way nobody asks {@link CredentialGuard}, and what shows instead that it is the person. */
    private static final Map<String, String> PROVEN = Map.of("federation.oidc.AuthorizeController.callback", VOUCHED,
            "federation.saml.SingleSignOnController.consume", VOUCHED,
            "session.TokenController.token", VOUCHED + "; a password that was right is hashed anew",
            "link.LinkController.magicLink", NEW, "link.LinkController.oneTimeCode", NEW,
            "signin.SignUpController.signUp", NEW);

    @Test
    void sessionsBeginInOnePlaceAlone() {
        assertThat(callersOf("session.SessionStore", "insert")).containsExactly("session.Sessions.begin");
        assertThat(callersOf("session.TokenIssuer", "prepare")).containsExactly("session.SessionTokens.of");
        assertThat(callersOf("token.AccessTokens", "issue")).containsExactlyInAnyOrder("session.TokenIssuer.prepare",
                "admin.ImpersonationTokens.prepare");
        var asked = callees(method("session.Sessions", "begin", 3)).stream().map(HasName::getName).toList();
        assertThat(asked).contains("mayBegin", "checkAddress");
    }

    @Test
    void whatPeopleSignInWithIsWrittenByStoresThatAreKnown() throws IOException {
        assertThat(writing()).containsExactlyInAnyOrderElementsOf(WRITERS.keySet());
    }

    @Test
    void whatChangesItIsBehindTheGuard() {
        var unguarded = new TreeMap<String, Set<String>>();
        for (var endpoint : endpoints()) {
            var written = written(endpoint);
            if (!written.isEmpty() && !endpoint.isAnnotatedWith(ChangesCredentials.class)) {
                unguarded.put(name(endpoint), written);
            }
        }

        assertThat(unguarded.keySet()).as(unguarded.toString()).containsExactlyInAnyOrderElementsOf(PROVEN.keySet());
    }

    private static Set<String> writing() throws IOException {
        var root = Path.of("src/main/java/dev/tenantry/identity");
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).filter(file -> {
                try {
                    return WRITING.matcher(Files.readString(file)).find();
                } catch (IOException failure) {
                    throw new IllegalStateException(failure);
                }
            })
                    .map(file -> root.relativize(file).toString().replace('/', '.').replaceFirst("\\.java$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static List<JavaMethod> endpoints() {
        return OurClasses.ALL.stream()
                .filter(type -> type.getPackageName().startsWith("dev.tenantry"))
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isMetaAnnotatedWith(RequestMapping.class))
                .toList();
    }

    /** What an endpoint comes to without asking the guard. */
    private static Set<String> written(JavaMethod endpoint) {
        var seen = new HashSet<JavaCodeUnit>(Set.of(endpoint));
        var open = new ArrayDeque<JavaCodeUnit>(seen);
        var written = new TreeSet<String>();
        while (!open.isEmpty()) {
            var unit = open.poll();
            if (isWriter(unit)) {
                written.add(name(unit));
            }
            if (!asksTheGuard(unit)) {
                callees(unit).stream().filter(seen::add).forEach(open::add);
            }
        }
        return written;
    }

    private static boolean isWriter(JavaCodeUnit unit) {
        return WRITERS
                .getOrDefault(unit.getOwner().getFullName().replaceFirst("^" + Pattern.quote(IDENTITY), ""), Set.of())
                .contains(unit.getName());
    }

    private static boolean asksTheGuard(JavaCodeUnit unit) {
        return unit.getCallsFromSelf()
                .stream()
                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(CredentialGuard.class)
                        && call.getName().equals("check"));
    }

    /** What it calls, or hands over to be called; of what is abstract, whatever it may be. */
    private static Set<JavaCodeUnit> callees(JavaCodeUnit unit) {
        return Stream
                .of(unit.getCallsFromSelf(), unit.getMethodReferencesFromSelf(),
                        unit.getConstructorReferencesFromSelf())
                .flatMap(Set::stream)
                .filter(access -> access.getTargetOwner().getPackageName().startsWith("dev.tenantry"))
                .flatMap(access -> access.getTarget().resolveMember().stream())
                .filter(JavaCodeUnit.class::isInstance)
                .map(JavaCodeUnit.class::cast)
                .flatMap(CredentialPathTests::withOverriding)
                .collect(Collectors.toSet());
    }

    private static Stream<JavaCodeUnit> withOverriding(JavaCodeUnit unit) {
        var types = unit.getRawParameterTypes().stream().map(JavaClass::getName).toArray(String[]::new);
        return Stream.concat(Stream.of(unit), unit.getOwner()
                .getAllSubclasses()
                .stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getName().equals(unit.getName())
                        && method.getRawParameterTypes().size() == types.length));
    }

    private static Set<String> callersOf(String type, String method) {
        return OurClasses.ALL.get(IDENTITY + type)
                .getMethods()
                .stream()
                .filter(one -> one.getName().equals(method))
                .flatMap(one -> Stream.concat(one.getCallsOfSelf().stream(), one.getReferencesToSelf().stream()))
                .map(access -> name(access.getOrigin()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static JavaMethod method(String type, String name, int parameters) {
        return OurClasses.ALL.get(IDENTITY + type)
                .getMethods()
                .stream()
                .filter(one -> one.getName().equals(name) && one.getRawParameterTypes().size() == parameters)
                .findFirst()
                .orElseThrow();
    }

    private static String name(JavaCodeUnit unit) {
        return unit.getOwner().getFullName().replaceFirst("^" + Pattern.quote(IDENTITY), "") + "." + unit.getName();
    }
}
