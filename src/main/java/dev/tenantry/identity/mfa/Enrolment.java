package dev.tenantry.identity.mfa;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

import dev.tenantry.identity.account.Action;
import dev.tenantry.identity.account.ActionTrail;
import dev.tenantry.identity.account.User;
import dev.tenantry.identity.account.Users;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.error.FactorErrors;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.Ids;

/** Gives people second factors, which are worth nothing until they are verified. */
@Service
class Enrolment {

    private final RolePool pool;
    private final FactorStore factors;
    private final FactorSecrets secrets;
    private final Users users;
    private final FactorRules rules;
    private final ActionTrail trail;

    Enrolment(RolePool authPool, FactorStore factors, FactorSecrets secrets, Users users, FactorRules rules,
            ActionTrail trail) {
        this.pool = authPool;
        this.factors = factors;
        this.secrets = secrets;
        this.users = users;
        this.rules = rules;
        this.trail = trail;
    }

    EnrolResponse enrol(Caller caller, EnrolRequest request) {
        var type = request.type();
        rules.refuseWhereDisabled(type);
        var user = users.find(caller.userId()).orElseThrow(AuthException::sessionNotFound);
        if (user.isAnonymous()) {
            throw AuthException.anonymousNotAllowed();
        }
        return switch (type) {
            case TOTP -> enrolTotp(caller, user, request);
            case PHONE -> enrolPhone(caller, request);
            case WEBAUTHN -> new EnrolResponse(add(caller, request.name(), type, null, null, Ids.next()),
                    type.toString(), request.name(), null, null);
        };
    }

    private EnrolResponse enrolTotp(Caller caller, User user, EnrolRequest request) {
        var id = Ids.next();
        var secret = Totp.newSecret();
        var issuer = request.issuerName().isEmpty() ? rules.issuer() : request.issuerName();
        var account = user.email() != null ? user.email() : user.phone() != null ? user.phone() : user.id().toString();
        var uri = new KeyUri(issuer, account, new Secret(Base32.encode(secret)));
        add(caller, request.name(), FactorType.TOTP, secrets.seal(id, secret), null, id);
        return new EnrolResponse(id, FactorType.TOTP.toString(), request.name(),
                new EnrolResponse.TotpKey(new Secret(uri.qrCode()), uri.key(), new Secret(uri.text())), null);
    }

    private EnrolResponse enrolPhone(Caller caller, EnrolRequest request) {
        var number = request.number();
        var id = add(caller, request.name(), FactorType.PHONE, null, number, Ids.next());
        return new EnrolResponse(id, FactorType.PHONE.toString(), request.name(), null, request.phone());
    }

    private UUID add(Caller caller, String name, FactorType type, @Nullable String secret, @Nullable String phone,
            UUID id) {
        try {
            pool.inTransaction(() -> {
                factors.lockPerson(caller.userId());
                factors.forgetAbandoned(caller.userId());
                rules.check(factorsBeside(caller.userId(), phone), name, caller.assurance().level());
                factors.insert(id, caller.userId(), name, type, secret, phone);
                trail.record(Action.of(caller.organizationId(), caller.userId(), caller.sessionId(), "factor.enrolled",
                        id.toString(), Map.of("type", type.toString())));
            });
            return id;
        } catch (DuplicateKeyException _) {
            throw FactorErrors.nameConflict(name);
        }
    }

    /** The person's factors, of which an unverified one for the same phone makes way. */
    private List<Factor> factorsBeside(UUID user, @Nullable String phone) {
        var present = factors.of(user);
        var same = present.stream().filter(factor -> phone != null && phone.equals(factor.phone())).toList();
        if (same.stream().anyMatch(Factor::isVerified)) {
            throw FactorErrors.exists();
        }
        same.forEach(factor -> factors.delete(factor.id()));
        return present.stream().filter(factor -> !same.contains(factor)).toList();
    }
}
