package dev.tenantry.automation;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** What somebody is told who writes a workflow for the first time: where it is wrong, and how to mend it. */
class WrongDocumentTests extends ApiTest {

    private static final String MANUAL = "{'type':'manual'}";
    private static final String TASK = "{'type':'create_task','config':{'title':'x'}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'type':'create_tsk','config':{'title':'x'}}                          | steps[0].type | create_task
            {'type':'switch','config':{}}                                         | steps[0].type | branch
            {'config':{'title':'x'}}                                              | steps[0].type | type
            {'type':'create_task'}                                                | steps[0].config | config
            {'type':'create_task','config':{}}                                    | steps[0].config.title | title
            {'type':'create_task','config':{'titel':'x'}}                         | steps[0].config.titel | title
            {'type':'create_task','config':{'title':7}}                           | steps[0].config.title | string
            {'type':'create_task','config':{'title':'{{contact.nmae}}'}}          | steps[0].config.title | name
            {'type':'create_task','config':{'title':'{{contact.name'}}            | steps[0].config.title | character 1
            {'type':'create_task','id':'My Step','config':{'title':'x'}}          | steps[0].id | must be
            {'type':'create_task','next':'nowhere','config':{'title':'x'}}        | steps[0].next | [end]
            {'type':'create_task','next':0,'config':{'title':'x'}}                | steps[0].next | 1
            {'type':'delay','config':{'duration':'2 days'}}                       | steps[0].config.duration | P
            {'type':'delay','config':{'duration':'P9999D'}}                       | steps[0].config.duration | 1827 days
            {'type':'condition','config':{'field':'contact.name'}}                | steps[0].config.operator | state field, operator and value
            {'type':'condition','config':{'field':'contact.name','operator':'=','value':'x'}} | steps[0].config.operator | eq
            {'type':'condition','config':{'field':'name','operator':'eq','value':'x'}} | steps[0].config.field | contact
            {'type':'condition','config':{'field':'{{contact.name}}','operator':'eq','value':'x'}} | steps[0].config.field | contact.name
            {'type':'condition','config':{'field':'contact.name','operator':'eq','value':'{{company.name}}'}} | steps[0].config.value | an expression compares
            {'type':'condition','config':{'field':'contact.name','operator':'in','value':['x','{{company.name}}']}} | steps[0].config.value[1] | an expression compares
            {'type':'condition','config':{'field':'opportunity.amount.amount','operator':'in','value':['1','x']}} | steps[0].config.value[1] | the field is a number
            {'type':'condition','config':{'field':'contact.name','operator':'in','value':'x'}} | steps[0].config.value | in takes a list
            {'type':'condition','config':{'expression':'contact.name = 1'}}       | steps[0].config.expression | character 14
            {'type':'condition','config':{'expression':'day(contact.name, 7) == today'}} | steps[0].config.expression | a time
            {'type':'branch','config':{'cases':[{'when':[],'goTo':'end'}]}}       | steps[0].config.cases[0].when | 1
            {'type':'branch','config':{'cases':[{'when':[{'field':'trigger.x','operator':'exists'}],'goTo':'far'}]}} | steps[0].config.cases[0].goTo | [end]
            {'type':'branch','config':{'cases':[{'when':[{'field':'trigger.x','operator':'exists'}],'goto':'end'}]}} | steps[0].config.cases[0].goto | goTo
            {'type':'parallel','config':{'branches':[{'name':'a','steps':[TASK]},{'name':'a','steps':[TASK]}]}} | steps[0].config.branches[1].name | branches[0] is called so
            {'type':'for_each','config':{'items':['a'],'steps':[{'type':'create_task','id':'a','config':{'title':'x'}},{'type':'create_task','id':'a','config':{'title':'x'}}]}} | steps[0].config.steps[1].id | steps[0].config.steps[0] has this one
            {'type':'create_task','id':'end','config':{'title':'x'}}              | steps[0].id | call the step otherwise
            {'type':'send_email','config':{'to':'a@example.test','subject':'x','text':'x'}} | steps[0].config.to | array
            {'type':'webhook','config':{'url':'example.test'}}                    | steps[0].config.url | https://
            {'type':'create_task','retryConfig':{'maxRetries':-1},'config':{'title':'x'}} | steps[0].retryConfig.maxRetries | 0
            """)
    void tellWhereAndHow(String step, String field, String how) {
        var refused = refused(MANUAL, step.replace("TASK", TASK), "{}");

        assertThat(refused).as(step).contains("|" + field + "|").contains(how);
        assertThat(refused).doesNotContain("$defs", "schema", "overload", "Exception", "regex");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'type':'event'}                                                      | {} | trigger.event | event
            {'type':'event','event':'contact.made'}                               | {} | trigger.event | contact.created
            {'type':'events','event':'contact.created'}                           | {} | trigger.type | event
            {'type':'event','event':'contact.created','filter':[{'field':'contact.name','operator':'exists'}]} | {} | trigger.filter[0].field | trigger
            {'type':'event','event':'contact.created','filter':[{'field':'trigger.name','operator':'eq','value':'a {{x}}'}]} | {} | trigger.filter[0].value | meant as it stands
            {'type':'schedule','cron':'every day'}                                | {} | trigger.cron | cron
            {'type':'schedule','cron':'0 9 * * *','zone':'Vienna'}                | {} | trigger.zone | Europe/Vienna
            {'type':'manual'}                                                     | {'concurrency':{'limit':0}} | enrolment.concurrency.limit | 1
            {'type':'manual'}                                                     | {'dedupe':{'by':'{{contact.name}}','window':'P1D'}} | enrolment.dedupe.by | trigger
            """)
    void tellWhatIsWrongWithTriggersAndEnrolments(String trigger, String enrolment, String field, String how) {
        var refused = refused(trigger, TASK, enrolment);

        assertThat(refused).as(trigger).contains("|" + field + "|").contains(how);
        assertThat(refused).doesNotContain("$defs", "schema", "overload", "Exception", "regex");
    }

    private String refused(String trigger, String step, String enrolment) {
        var refused = Workflows.of(people.signUp().api())
                .create(trigger.replace('\'', '"'), "[" + step.replace('\'', '"') + "]", enrolment.replace('\'', '"'))
                .expect(422);
        var told = new StringBuilder();
        refused.json()
                .path("errors")
                .forEach(error -> told.append('|')
                        .append(error.path("field").asString())
                        .append("| ")
                        .append(error.path("message").asString())
                        .append('\n'));
        return told.toString();
    }
}
