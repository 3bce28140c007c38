#!/bin/sh
# A tour of a running application: sh src/docs/tour.sh [http://localhost:8080]
# It shows each call and its answer. ADMIN_EMAIL and ADMIN_PASSWORD, where set, are those of a super admin.
# The README and the guides show some of it, and a test holds them together.

[ $# -gt 0 ] && BASE=$1
folder=$(mktemp -d) && cd "$folder" || exit 1
trap 'rm -rf "$folder"' EXIT

# Shows the call and makes it, in this shell, so that what it sets stays.
run() {
  call=$(cat)
  printf '%s\n' "$call" | sed -e '1s/^/$ /' -e '2,$s/^/> /'
  eval "$call" >answer
  cat answer
  # Not every answer ends its line.
  [ -z "$(tail -c 1 answer)" ] || echo
  echo
}

echo '# Who you are'

run <<'CALL'
BASE=${BASE:-http://localhost:8080}
EMAIL=ada-$(date +%s)-$$@example.com
TOKEN=$(curl -s $BASE/auth/v1/signup -H 'Content-Type: application/json' \
  -d '{"email":"'$EMAIL'","password":"correct horse battery","data":{"name":"Ada"}}' \
  | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
api() {
  url=$BASE$1; shift
  ANSWER=$(curl -sg "$url" -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' "$@")
  printf '%s\n' "$ANSWER"
}
last_id() { printf '%s\n' "$ANSWER" | sed 's/^{"id":"\([^"]*\)".*/\1/'; }
CALL

run <<'CALL'
api /auth/v1/user
CALL

run <<'CALL'
api /api/v1/organization
CALL

run <<'CALL'
api /api/v1/organization/settings -X PATCH -d '{"timezone":"Europe/London","currency":"USD"}'
CALL

run <<'CALL'
api /api/v1/organization/members
CALL

echo '# Companies, people, deals'

run <<'CALL'
api /api/v1/companies -d '{"name":"Analytical Engines","sector":"technology"}'
COMPANY=$(last_id)
CALL

run <<'CALL'
api /api/v1/contacts -d '{"name":"Charles Babbage","email":"charles@engines.example","companyId":"'$COMPANY'"}'
CONTACT=$(last_id)
CALL

run <<'CALL'
api /api/v1/opportunities -d '{"name":"Difference engine","amount":{"amount":"1500.00","currency":"USD"},
  "companyId":"'$COMPANY'","contactId":"'$CONTACT'"}'
DEAL=$(last_id)
CALL

echo '# A file'

run <<'CALL'
cat >deals.csv <<'CSV'
reference,deal,account,stage,value
D-1,Loom control,Jacquard Looms,in talks,900.00
D-2,Spare cards,Jacquard Looms,Won,350.00
D-3,Punch,,Nowhere,120.00
CSV
ANSWER=$(curl -s $BASE/api/v1/imports -H "Authorization: Bearer $TOKEN" -F target=opportunities -F file=@deals.csv)
IMPORT=$(last_id)
printf '%s\n' "$ANSWER"
CALL

run <<'CALL'
api /api/v1/imports/$IMPORT/mapping -X PUT -d '{"fields":[{"field":"externalId","column":"reference"},
  {"field":"name","column":"deal"},{"field":"companyId","column":"account","by":"name","createMissing":true},
  {"field":"stage","column":"stage","values":{"in talks":"Engaging"}},{"field":"amount","column":"value"}]}'
CALL

run <<'CALL'
api /api/v1/imports/$IMPORT/dry-run -X PUT >/dev/null
until api /api/v1/imports/$IMPORT | grep -v '"state":"queued"\|"state":"running"'; do sleep 1; done
CALL

run <<'CALL'
api /api/v1/imports/$IMPORT/run -X PUT >/dev/null
until api /api/v1/imports/$IMPORT | grep -o '"read":.*"percent":100'; do sleep 1; done
CALL

run <<'CALL'
api /api/v1/imports/$IMPORT/errors
CALL

echo '# Finding'

run <<'CALL'
api '/api/v1/opportunities?filter=status[eq]:"open",amount[gte]:500&sort=-amount&limit=1&total=true'
CALL

run <<'CALL'
api "/api/v1/opportunities?filter=status[eq]:open,amount[gte]:500&sort=-amount&limit=1&after=$(printf '%s\n' "$ANSWER" | sed 's/.*"after":"\([^"]*\)".*/\1/')"
CALL

run <<'CALL'
api '/api/v1/contacts?q=babage'
CALL

echo '# A workflow'

run <<'CALL'
api /api/v1/workflows -d '{"name":"After a win",
  "trigger":{"type":"event","event":"opportunity.closed",
    "filter":[{"field":"trigger.status","operator":"eq","value":"won"}]},
  "steps":[{"type":"create_task","config":{"title":"Send {{contact.name}} the contract for {{trigger.name}}"}}]}'
WORKFLOW=$(last_id)
CALL

run <<'CALL'
api /api/v1/workflows/$WORKFLOW/activation -X PUT
CALL

run <<'CALL'
api /api/v1/opportunities/$DEAL/stage -X PUT -d '{"stage":"Won"}'
CALL

run <<'CALL'
until api /api/v1/tasks | grep 'Send Charles'; do sleep 1; done
CALL

run <<'CALL'
api /api/v1/workflows/$WORKFLOW/runs
CALL

run <<'CALL'
api /api/v1/opportunities/$DEAL/timeline
CALL

run <<'CALL'
api /api/v1/opportunities/$DEAL/stage-history
CALL

run <<'CALL'
api /api/v1/opportunities/summary
CALL

run <<'CALL'
api "/api/v1/audit-logs?filter=resourceType[eq]:opportunity,resourceId[eq]:\"$DEAL\"&limit=1"
CALL

echo '# Care'

run <<'CALL'
api /api/v1/contacts/$CONTACT -X PATCH -H 'If-Match: "7"' -d '{"phone":"+44 20 7946 0000"}'
CALL

run <<'CALL'
api /api/v1/notes -H 'Idempotency-Key: 2f1c' -d '{"body":"Likes tables.","contactId":"'$CONTACT'"}'
CALL

run <<'CALL'
api /api/v1/notes -H 'Idempotency-Key: 2f1c' -d '{"body":"Likes tables.","contactId":"'$CONTACT'"}'
CALL

run <<'CALL'
api '/api/v1/notes?total=true&limit=1'
CALL

run <<'CALL'
api /api/v1/contacts -d '{"name":"Nobody","email":"nobody"}'
CALL

run <<'CALL'
api /api/v1/companies/batch/create -d '{"inputs":[{"properties":{"name":"Menabrea Press"},"traceId":"first"},
  {"properties":{"name":""},"traceId":"second"}]}'
CALL

run <<'CALL'
api /api/v1/contacts/999999999
CALL

echo '# The platform'

run <<'CALL'
curl -s $BASE/actuator/health
CALL

if [ -n "$ADMIN_EMAIL" ]; then
  run <<'CALL'
ADMIN=$(curl -s "$BASE/auth/v1/token?grant_type=password" -H 'Content-Type: application/json' \
  -d '{"email":"'"$ADMIN_EMAIL"'","password":"'"$ADMIN_PASSWORD"'"}' | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
curl -sg "$BASE/admin/users?filter=email[eq]:\"$EMAIL\"" -H "Authorization: Bearer $ADMIN"
CALL
fi
