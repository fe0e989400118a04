{{- define "tidings.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end }}

{{- define "tidings.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else if contains (include "tidings.name" .) .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "tidings.name" .) | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end }}

{{- define "tidings.selector" -}}
app.kubernetes.io/name: {{ include "tidings.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: service
{{- end }}

{{- define "tidings.labels" -}}
{{ include "tidings.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "tidings.valkeySelector" -}}
app.kubernetes.io/name: {{ include "tidings.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: valkey
{{- end }}

{{- define "tidings.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "tidings.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end }}

{{- define "tidings.image" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}
{{- end }}

{{/* The one sum: preStop, settle, drain, end of the process. */}}
{{- define "tidings.gracePeriod" -}}
{{- with .Values.drain -}}
{{- add .preStopSeconds .settleSeconds .timeSeconds .marginSeconds -}}
{{- end -}}
{{- end }}

{{- define "tidings.authSecret" -}}
{{- if .Values.auth.value -}}
{{- printf "%s-auth" (include "tidings.fullname" .) -}}
{{- else -}}
{{- required "auth.existingSecret or auth.value is needed" .Values.auth.existingSecret -}}
{{- end -}}
{{- end }}

{{- define "tidings.redisSecret" -}}
{{- if .Values.redis.password -}}
{{- printf "%s-redis" (include "tidings.fullname" .) -}}
{{- else -}}
{{- .Values.redis.existingSecret -}}
{{- end -}}
{{- end }}

{{- define "tidings.redisHosts" -}}
{{- if .Values.valkey.enabled -}}
{{- printf "redis://%s-valkey:6379" (include "tidings.fullname" .) -}}
{{- else -}}
{{- .Values.redis.hosts -}}
{{- end -}}
{{- end }}

{{/* The port of a URL, its scheme's when it names none. */}}
{{- define "tidings.port" -}}
{{- $url := urlParse . -}}
{{- $ports := dict "http" "80" "https" "443" "redis" "6379" "rediss" "6379" -}}
{{- default (get $ports $url.scheme) (regexFind ":[0-9]+$" $url.host | trimPrefix ":") -}}
{{- end }}

{{/* Where Redis and its sentinels listen, one port a line. */}}
{{- define "tidings.redisPorts" -}}
{{- $ports := list -}}
{{- range .Values.networkPolicy.redisPorts }}{{ $ports = append $ports (toString .) }}{{ end -}}
{{- if .Values.redis.existingHostsSecret -}}
{{- if eq .Values.redis.type "sentinel" }}{{ $ports = append $ports "26379" }}{{ end -}}
{{- else -}}
{{- range splitList "," (include "tidings.redisHosts" .) }}{{ $ports = append $ports (include "tidings.port" .) }}{{ end -}}
{{- end -}}
{{- $ports | uniq | join "\n" -}}
{{- end }}

{{/* What is wrong in a way that no schema can say. */}}
{{- define "tidings.check" -}}
{{- if and (eq .Values.backbone "memory") (or .Values.autoscaling.enabled (gt (int .Values.replicas) 1)) -}}
{{- fail "backbone memory joins no pods: replicas must be 1 and autoscaling off" -}}
{{- end -}}
{{- if and .Values.valkey.enabled (ne .Values.redis.type "standalone") -}}
{{- fail "valkey.enabled is one server: redis.type must be standalone" -}}
{{- end -}}
{{- if gt (int .Values.autoscaling.minReplicas) (int .Values.autoscaling.maxReplicas) -}}
{{- fail "autoscaling.minReplicas is above autoscaling.maxReplicas" -}}
{{- end -}}
{{- end }}

{{- define "tidings.podSecurity" -}}
runAsNonRoot: true
{{- if not .Values.openshift }}
runAsUser: 10001
runAsGroup: 10001
{{- end }}
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "tidings.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
{{- if not .Values.openshift }}
runAsUser: 10001
runAsGroup: 10001
{{- end }}
capabilities:
  drop: [ALL]
{{- end }}
