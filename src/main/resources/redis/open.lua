-- The position of a channel: creates, renews, never changes.
-- KEYS log pos  ARGV birth posTtl renewBelow
local head = redis.call('GET', KEYS[2])
if head then
  if redis.call('PTTL', KEYS[2]) < tonumber(ARGV[3]) then
    redis.pcall('PEXPIRE', KEYS[2], ARGV[2]) -- refused where writes are: the position is known all the same
  end
  return head
end
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
head = last and last[1] or '0-' .. ARGV[1]
redis.call('SET', KEYS[2], head, 'PX', ARGV[2])
return head
