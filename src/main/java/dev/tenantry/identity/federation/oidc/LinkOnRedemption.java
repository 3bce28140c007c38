package dev.tenantry.identity.federation.oidc;

import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.identity.federation.ExternalProfile;
import dev.tenantry.identity.federation.IdentityLinking;
import dev.tenantry.identity.federation.Linker;
import dev.tenantry.identity.flow.FlowCompletion;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.Ids;

/**
 * Adds an identity to an account once whoever asked for it redeems the code. Were it added when the browser comes back from
 * the provider, that browser might be somebody's who was sent there, and the account another's.
 */
@Component
class LinkOnRedemption implements FlowCompletion {

    private final RolePool pool;
    private final IdentityLinking linking;
    private final JsonMapper json;

    LinkOnRedemption(RolePool authPool, IdentityLinking linking, JsonMapper json) {
        this.pool = authPool;
        this.linking = linking;
        this.json = json;
    }

    private record Pending(String provider, String subject, Map<String, Object> data) {

        ExternalProfile profile() {
            return new ExternalProfile(provider, subject, null, false, data);
        }
    }

    private record Linked(Linker linker, Pending identity) {}

    void await(UUID flow, Linker linker, ExternalProfile profile) {
        var id = Ids.next();
        var pending = new Pending(profile.provider(), profile.subject(), profile.data());
        pool.jdbc()
                .sql("""
                insert into auth.oauth_client_states (id, provider_type, state, redirect_to, flow_state_id, linking_user_id, linking_session_id, linked_identity)
                values (?, ?, ?, '', ?, ?, ?, ?::jsonb)""")
                .params(id, profile.provider(), id.toString(), flow, linker.userId(), linker.sessionId(),
                        json.writeValueAsString(pending))
                .update();
    }

    @Override
    public void onRedeemed(UUID flow, UUID user) {
        pool.jdbc()
                .sql("""
                        delete from auth.oauth_client_states
                        where flow_state_id = ? and linking_user_id = ? and linked_identity is not null returning linked_identity, linking_session_id""")
                .params(flow, user)
                .query((row, _) -> new Linked(new Linker(user, row.getObject("linking_session_id", UUID.class)),
                        json.readValue(row.getString("linked_identity"), Pending.class)))
                .list()
                .forEach(linked -> linking.link(linked.linker, linked.identity.profile()));
    }
}
