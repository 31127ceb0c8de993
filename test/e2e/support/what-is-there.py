"""Lists, as JSON, what an account holds of all that the lab makes, in those regions; names only."""

import json
import sys

import boto3


def everything(regions):
    route53, iam = boto3.client("route53"), boto3.client("iam")
    yield "health checks", [check["Id"] for check in route53.list_health_checks()["HealthChecks"]]
    for zone in route53.list_hosted_zones()["HostedZones"]:
        records = route53.list_resource_record_sets(HostedZoneId=zone["Id"])["ResourceRecordSets"]
        yield "records", [f"{record['Name']} {record['Type']}" for record in records if record["Type"] not in ("NS", "SOA")]
    yield "roles", [role["RoleName"] for role in iam.list_roles()["Roles"]]
    yield "dashboards", [d["DashboardName"] for d in boto3.client("cloudwatch").list_dashboards()["DashboardEntries"]]
    for region in regions:
        for kind, names in regional(region):
            yield f"{region} {kind}", names


def regional(region):
    def client(service):
        return boto3.client(service, region_name=region)

    functions, gateway, alarms = client("lambda"), client("apigateway"), client("cloudwatch").describe_alarms()
    own = [{"Key": "Owner", "Values": ["Self"]}]
    yield "functions", [function["FunctionName"] for function in functions.list_functions()["Functions"]]
    yield "layers", [layer["LayerName"] for layer in functions.list_layers()["Layers"]]
    yield "APIs", [api["name"] for api in gateway.get_rest_apis()["items"]]
    yield "domain names", [name["domainName"] for name in gateway.get_domain_names()["items"]]
    yield "certificates", [each["DomainName"] for each in client("acm").list_certificates()["CertificateSummaryList"]]
    yield "alarms", [alarm["AlarmName"] for alarm in alarms["MetricAlarms"] + alarms.get("CompositeAlarms", [])]
    yield "log groups", [group["logGroupName"] for group in client("logs").describe_log_groups()["logGroups"]]
    yield "tables", client("dynamodb").list_tables()["TableNames"]
    yield "rules", [rule["Name"] for rule in client("events").list_rules()["Rules"]]
    yield "documents", [document["Name"] for document in client("ssm").list_documents(Filters=own)["DocumentIdentifiers"]]
    yield "templates", [template["id"] for template in client("fis").list_experiment_templates()["experimentTemplates"]]


found = {}
for kind, names in everything(sys.argv[1:]):
    found.setdefault(kind, []).extend(names)
json.dump({kind: sorted(names) for kind, names in found.items() if names}, sys.stdout)
