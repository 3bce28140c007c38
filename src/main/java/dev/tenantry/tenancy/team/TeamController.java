package dev.tenantry.tenancy.team;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.batch.Batches;
import dev.tenantry.shared.record.RecordController;

@RestController
@RequestMapping("/api/v1/teams")
@Resource("teams")
class TeamController extends RecordController<TeamRequest, TeamResponse> {

    TeamController(TeamService teams, Batches batches) {
        super(teams, batches);
    }

    @Override
    protected Long id(TeamResponse team) {
        return team.id();
    }
}
