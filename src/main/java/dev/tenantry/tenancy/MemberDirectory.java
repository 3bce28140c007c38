package dev.tenantry.tenancy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.text.Folding;
import dev.tenantry.shared.text.Spelling;

/** The members of the current organization. */
@Component
public class MemberDirectory {

    public static final String EMAIL = "email";
    public static final String NAME = "name";
    private static final String PLACE = "{}";

    private final JdbcClient jdbc;
    private final Folding folding;

    MemberDirectory(JdbcClient jdbc, Folding folding) {
        this.jdbc = jdbc;
        this.folding = folding;
    }

    private record Member(UUID id, String name, String email) {

        static Member of(UUID id, @Nullable String name, @Nullable String email) {
            return new Member(id, name == null ? "" : name, email == null ? "" : EmailAddress.canonical(email));
        }
    }

    /** Whether somebody is a member, who stays one then until the end of the transaction. */
    public boolean keep(UUID user) {
        return jdbc.sql(
                "select true from organization_members where organization_id = app.org_id() and user_id = ? for key share")
                .param(user)
                .query(Boolean.class)
                .optional()
                .isPresent();
    }

    /**
     * That those whom a request names are members, who stay so then until the end of the transaction.
     *
     * @param place   where each of them is in the request, with {@code {}} for which one
     * @param present who has been named before, member or not by now
     * @throws ProblemException 422 that names those who are none
     */
    public void check(String place, List<UUID> stated, Collection<UUID> present) {
        var faults = new ArrayList<FieldError>();
        for (var index = 0; index < stated.size(); index++) {
            if (!present.contains(stated.get(index)) && !keep(stated.get(index))) {
                faults.add(new FieldError(place.replace(PLACE, Integer.toString(index)), "unknown-reference",
                        "there is no such resource"));
            }
        }
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
    }

    /**
     * By what people call them: for whoever may read members. In the current transaction, which is asked once.
     *
     * @param by     {@link #EMAIL}, compared by its canonical form, or {@link #NAME}, of which the nearest are meant
     * @param values not blank
     * @return the ids by value; without the values that nobody has
     */
    public Map<String, List<UUID>> find(String by, Set<String> values) {
        var members = jdbc.sql("select user_id, name, email from app.members(app.org_id()) order by user_id")
                .query((row, _) -> Member.of(row.getObject(1, UUID.class), row.getString(2), row.getString(3)))
                .list();
        return by.equals(NAME) ? byName(members, values) : byEmail(members, values);
    }

    private static Map<String, List<UUID>> byEmail(List<Member> members, Set<String> values) {
        var byAddress = members.stream().collect(Collectors.groupingBy(Member::email));
        var ids = new HashMap<String, List<UUID>>();
        values.forEach(value -> put(ids, value, byAddress.getOrDefault(EmailAddress.canonical(value), List.of())));
        return ids;
    }

    private Map<String, List<UUID>> byName(List<Member> members, Set<String> values) {
        var names = folding.of(members.stream().map(Member::name).collect(Collectors.toSet()));
        var byName = members.stream()
                .filter(member -> !member.name.isEmpty())
                .collect(Collectors.groupingBy(member -> names.getOrDefault(member.name, member.name)));
        var sought = folding.of(values);
        var ids = new HashMap<String, List<UUID>>();
        values.forEach(value -> put(ids, value, Spelling.nearest(
                byName.getOrDefault(sought.getOrDefault(value, value), List.of()), Member::name, value, false)));
        return ids;
    }

    private static void put(Map<String, List<UUID>> ids, String value, List<Member> found) {
        if (!found.isEmpty()) {
            ids.put(value, found.stream().map(Member::id).toList());
        }
    }
}
