# What leads to the pods, for how long it waits, and who gets through.
package main

# the longest that an idle poll may wait for its answer
poll := 55

deny contains "the Service for clients leads to the management port" if {
	input.kind == "Service"
	not input.metadata.labels["tidings.io/port"]
	some port in input.spec.ports
	some way in ["name", "port", "targetPort"]
	object.get(port, way, "") in ["management", 9000]
}

# nginx and HAProxy by annotations

annotation(name) := object.get(input.metadata, ["annotations", name], "")

idle(name) := number if {
	value := trim_suffix(annotation(name), "s")
	value != ""
	number := to_number(value)
} else := 0

by_nginx if {
	some name, _ in input.metadata.annotations
	startswith(name, "nginx.ingress.kubernetes.io/")
}

by_haproxy if {
	some name, _ in input.metadata.annotations
	startswith(name, "haproxy-ingress.github.io/")
}

deny contains sprintf("%s cuts polls that wait", [name]) if {
	input.kind == "Ingress"
	by_nginx
	some name in ["nginx.ingress.kubernetes.io/proxy-read-timeout", "nginx.ingress.kubernetes.io/proxy-send-timeout"]
	idle(name) <= poll
}

deny contains "nginx holds events back in a buffer" if {
	input.kind == "Ingress"
	by_nginx
	annotation("nginx.ingress.kubernetes.io/proxy-buffering") != "off"
}

deny contains sprintf("%s cuts polls or sockets that wait", [name]) if {
	input.kind == "Ingress"
	by_haproxy
	some name in ["haproxy-ingress.github.io/timeout-server", "haproxy-ingress.github.io/timeout-tunnel"]
	idle(name) <= poll
}

# the Gateway API

timeouts(path) := object.get(rule, "timeouts", {}) if {
	some rule in input.spec.rules
	some match in rule.matches
	match.path.value == path
}

deny contains sprintf("the Gateway ends %s, which has no end", [path]) if {
	input.kind == "HTTPRoute"
	some path in ["/v1/stream", "/v1/ws"]
	not endless(path)
}

endless(path) if {
	timeouts(path).request == "0s"
	timeouts(path).backendRequest == "0s"
}

deny contains "the Gateway cuts polls that wait" if {
	input.kind == "HTTPRoute"
	not patient
}

patient if to_number(trim_suffix(timeouts("/v1/poll").request, "s")) > poll

# Routes of OpenShift

route_fields := {"host", "subdomain", "path", "to", "alternateBackends", "port", "tls", "wildcardPolicy", "httpHeaders"}

deny contains sprintf("a Route has no field %s", [field]) if {
	input.kind == "Route"
	some field, _ in input.spec
	not field in route_fields
}

deny contains sprintf("a Route leads to no Service by %s", [input.spec.to.kind]) if {
	input.kind == "Route"
	input.spec.to.kind != "Service"
}

deny contains sprintf("%s cuts polls or sockets that wait", [name]) if {
	input.kind == "Route"
	some name in ["haproxy.router.openshift.io/timeout", "haproxy.router.openshift.io/timeout-tunnel"]
	idle(name) <= poll
}

deny contains "a Route ties clients to a pod" if {
	input.kind == "Route"
	annotation("haproxy.router.openshift.io/disable_cookies") != "true"
}

deny contains "a Route takes tokens without TLS" if {
	input.kind == "Route"
	object.get(input.spec, ["tls", "insecureEdgeTerminationPolicy"], "Allow") != "Redirect"
}

deny contains sprintf("a Route cannot end TLS by %s", [input.spec.tls.termination]) if {
	input.kind == "Route"
	not input.spec.tls.termination in {"edge", "reencrypt", "passthrough"}
}

# the network

deny contains "a NetworkPolicy leaves a direction open" if {
	input.kind == "NetworkPolicy"
	some direction in ["Ingress", "Egress"]
	not direction in input.spec.policyTypes
}

deny contains "everybody reaches the management port" if {
	input.kind == "NetworkPolicy"
	some rule in input.spec.ingress
	leads_to_management(rule)
	count(object.get(rule, "from", [])) == 0
}

leads_to_management(rule) if not rule.ports

leads_to_management(rule) if {
	some port in rule.ports
	port.port in ["management", 9000]
}
