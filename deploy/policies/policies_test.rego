# Every policy refuses a manifest that breaks it, and nothing else about that manifest.
package main

kubernetes(file) := parse_config_file(sprintf("../kubernetes/%s.yaml", [file]))

deployment := kubernetes("deployment")

container := "/spec/template/spec/containers/0"

change(path, value) := [{"op": "add", "path": path, "value": value}]

remove(path) := [{"op": "remove", "path": path}]

cases := {
	{"change": change("/spec/template/spec/securityContext/runAsNonRoot", false), "says": "a pod runs as root"},
	{"change": change("/spec/template/spec/securityContext/seccompProfile", {"type": "Unconfined"}), "says": "a pod has no seccomp profile"},
	{"change": remove("/spec/template/spec/automountServiceAccountToken"), "says": "a pod carries a token of the cluster"},
	{"change": remove("/spec/template/spec/enableServiceLinks"), "says": "a pod takes the variables of Services for settings"},
	{"change": change("/spec/template/spec/hostNetwork", true), "says": "tidings shares the node's hostNetwork"},
	{"change": change("/spec/template/spec/volumes/-", {"name": "logs", "hostPath": {"path": "/var/log"}}), "says": "volume logs is of the node"},
	{"change": change("/spec/template/spec/securityContext/sysctls", [{"name": "net.core.somaxconn", "value": "4096"}]), "says": "sysctl net.core.somaxconn is not among the safe ones"},
	{"change": change(concat("", [container, "/securityContext/readOnlyRootFilesystem"]), false), "says": "tidings can write its root file system"},
	{"change": remove(concat("", [container, "/securityContext/allowPrivilegeEscalation"])), "says": "tidings may gain privileges"},
	{"change": change(concat("", [container, "/securityContext/capabilities/drop"]), []), "says": "tidings keeps capabilities"},
	{"change": change(concat("", [container, "/image"]), "tidings"), "says": "tidings has no fixed version"},
	{"change": change(concat("", [container, "/image"]), "tidings:latest"), "says": "tidings:latest is the latest, whichever that is"},
	{"change": change(concat("", [container, "/resources/limits/memory"]), "4Gi"), "says": "tidings may take memory that it did not ask for"},
	{"change": change(concat("", [container, "/resources/limits/cpu"]), "1"), "says": "tidings is throttled by a limit of CPU"},
	{"change": remove(concat("", [container, "/resources/requests/cpu"])), "says": "tidings asks for no CPU"},
	{"change": change(concat("", [container, "/env/-"]), {"name": "QUARKUS_REDIS_PASSWORD", "value": "hunter2"}), "says": "QUARKUS_REDIS_PASSWORD holds its value in the open"},
	{"change": change(concat("", [container, "/env/-"]), {"name": "MIRROR", "value": "redis://tidings:hunter2@redis"}), "says": "MIRROR holds a password in the open"},
	{"change": change(concat("", [container, "/args"]), ["-Dtidings.auth.secret=hunter2"]), "says": "tidings has a secret in its arguments"},
	{"change": change("/spec/template/spec/terminationGracePeriodSeconds", 29), "says": "29 s are too few to drain: preStop, settle and drain take 28, and the end 3"},
	{"change": change(concat("", [container, "/lifecycle/preStop/sleep/seconds"]), 10), "says": "33 s are too few to drain: preStop, settle and drain take 35, and the end 3"},
	{"change": change(concat("", [container, "/env"]), [{"name": "TIDINGS_DRAIN_SETTLE", "value": "5s"}]), "says": "the pod does not say how long it drains: TIDINGS_DRAIN_TIME"},
	{"change": change(concat("", [container, "/livenessProbe/httpGet/port"]), "http"), "says": "livenessProbe does not ask the management port"},
	{"change": change(concat("", [container, "/readinessProbe/httpGet/path"]), "/q/health/live"), "says": "readinessProbe does not ask for health"},
	{"change": remove("/spec/template/spec/topologySpreadConstraints/0"), "says": "pods are not spread over topology.kubernetes.io/zone"},
	{"change": change("/spec/strategy/rollingUpdate/maxUnavailable", 1), "says": "a rollout takes pods away before others are there"},
	{"change": remove("/spec/minReadySeconds"), "says": "a rollout does not wait between its pods"},
	{"file": "autoscaler", "change": change("/spec/behavior/scaleDown/stabilizationWindowSeconds", 60), "says": "the autoscaler takes pods away too fast"},
	{"file": "autoscaler", "change": change("/spec/behavior/scaleDown/policies/0/type", "Percent"), "says": "the autoscaler takes more than a few pods away at once"},
	{"file": "autoscaler", "change": remove("/spec/metrics/1"), "says": "the autoscaler does not look at tidings_lane_lag_seconds_max"},
	{"file": "disruptionbudget", "change": change("/spec/maxUnavailable", "100%"), "says": "the disruption budget allows none or all to go"},
	{"file": "ingress", "change": change("/metadata/annotations/nginx.ingress.kubernetes.io~1proxy-read-timeout", "55"), "says": "nginx.ingress.kubernetes.io/proxy-read-timeout cuts polls that wait"},
	{"file": "ingress", "change": remove("/metadata/annotations/nginx.ingress.kubernetes.io~1proxy-buffering"), "says": "nginx holds events back in a buffer"},
	{"file": "ingress", "change": change("/metadata/annotations", {"haproxy-ingress.github.io/timeout-server": "90s"}), "says": "haproxy-ingress.github.io/timeout-tunnel cuts polls or sockets that wait"},
	{"file": "networkpolicy", "change": change("/spec/policyTypes", ["Ingress"]), "says": "a NetworkPolicy leaves a direction open"},
	{"file": "networkpolicy", "change": remove("/spec/ingress/1/from"), "says": "everybody reaches the management port"},
}

test_every_policy_refuses_what_breaks_it if {
	every each in cases {
		manifest := json.patch(kubernetes(object.get(each, "file", "deployment")), each.change)
		said := deny with input as manifest
		said == {each.says}
	}
}

test_the_service_for_clients_stays_apart_from_the_management_port if {
	said := deny with input as {"kind": "Service", "metadata": {}, "spec": {"ports": [{"name": "management", "port": 9000}]}}
	said == {"the Service for clients leads to the management port"}
}

route := parse_config_file("../openshift/route.yaml")

test_a_route_waits_for_polls_and_is_told_apart if {
	every each in {
		{"change": remove("/metadata/annotations/haproxy.router.openshift.io~1timeout"), "says": "haproxy.router.openshift.io/timeout cuts polls or sockets that wait"},
		{"change": remove("/metadata/annotations/haproxy.router.openshift.io~1disable_cookies"), "says": "a Route ties clients to a pod"},
		{"change": change("/spec/tls/insecureEdgeTerminationPolicy", "Allow"), "says": "a Route takes tokens without TLS"},
		{"change": change("/spec/tls/termination", "none"), "says": "a Route cannot end TLS by none"},
		{"change": change("/spec/to/kind", "Deployment"), "says": "a Route leads to no Service by Deployment"},
		{"change": change("/spec/hots", "tidings.example.org"), "says": "a Route has no field hots"},
	} {
		said := deny with input as json.patch(route, each.change)
		said == {each.says}
	}
}

gateway(timeouts) := {"kind": "HTTPRoute", "metadata": {}, "spec": {"rules": [
	{"matches": [{"path": {"value": "/v1/stream"}}, {"path": {"value": "/v1/ws"}}], "timeouts": timeouts},
	{"matches": [{"path": {"value": "/v1/poll"}}], "timeouts": {"request": "90s"}},
]}}

test_a_gateway_ends_no_stream if {
	said := deny with input as gateway({"request": "60s"})
	said == {"the Gateway ends /v1/stream, which has no end", "the Gateway ends /v1/ws, which has no end"}
}

test_a_gateway_waits_for_polls if {
	endless_streams := gateway({"request": "0s", "backendRequest": "0s"})
	said := deny with input as json.patch(endless_streams, change("/spec/rules/1/timeouts/request", "30s"))
	said == {"the Gateway cuts polls that wait"}
}
